/**
 * Runs `fetch` for every input, at most `concurrency` at once, and yields each result as it arrives.
 * Nothing is started ahead of a slow reader. The first failure is thrown; what is then still under
 * way ends unheard.
 */
export async function* inOrderOfAnswer<Input, Result>(
  inputs: Iterable<Input>,
  concurrency: number,
  fetch: (input: Input) => Promise<Result>,
): AsyncGenerator<Result, void, undefined> {
  const underWay = new Map<number, Promise<[number, Result]>>();
  let started = 0;
  for (const input of inputs) {
    const place = started++;
    const answer = fetch(input).then((result): [number, Result] => [place, result]);
    // Heard through the race; a second failure, or one after the reader left, concerns nobody.
    answer.catch(() => undefined);
    underWay.set(place, answer);
    if (underWay.size >= concurrency) yield takeFirst(underWay);
  }
  while (underWay.size > 0) yield takeFirst(underWay);
}

async function takeFirst<Result>(
  underWay: Map<number, Promise<[number, Result]>>,
): Promise<Result> {
  const [place, result] = await Promise.race(underWay.values());
  underWay.delete(place);
  return result;
}
