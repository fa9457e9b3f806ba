/** How far the clock of an upstream is ahead of ours, by the `Date` of its answers. Times are epoch milliseconds. */
export class UpstreamClock {
  #aheadMs = 0;

  /**
   * @param date the header, in whole seconds that have begun
   * @param sentAt when we asked, by our clock
   * @param receivedAt when the answer was here
   */
  learn(date: string | undefined, sentAt: number, receivedAt: number): void {
    const told = date === undefined ? Number.NaN : Date.parse(date);
    if (Number.isNaN(told)) return;
    const [least, most] = [told - receivedAt, told + 1_000 - sentAt];
    // Clocks that may be the same are.
    this.#aheadMs = least <= 0 && most >= 0 ? 0 : Math.round((least + most) / 2);
  }

  /** When something that the upstream has dated happened by our clock. */
  toOurs(time: number): number {
    return time - this.#aheadMs;
  }
}
