/** `count` rows of a stream after the first `skip`; the stream is ended as soon as they are there. */
export async function takeRows<Row>(
  rows: AsyncIterable<Row>,
  skip: number,
  count: number,
): Promise<Row[]> {
  const taken: Row[] = [];
  if (count <= 0) return taken;
  let index = 0;
  for await (const row of rows) {
    if (index >= skip) taken.push(row);
    index += 1;
    if (taken.length === count) break;
  }
  return taken;
}
