/** Reads things 0 to count-1 and gives them in order, while at most `ahead` more are on their way. */
export async function* readAhead<Thing>(
  count: number,
  ahead: number,
  read: (index: number) => Promise<Thing>,
): AsyncGenerator<Thing> {
  const coming: Promise<Thing>[] = []
  const start = (index: number): void => {
    const thing = read(index)
    // Whoever stops early, or meets an earlier fault, never looks at this one.
    thing.catch(() => {})
    coming.push(thing)
  }
  for (let index = 0; index < Math.min(count, ahead); index += 1) start(index)
  for (let index = 0; index < count; index += 1) {
    const thing = coming.shift()
    if (thing === undefined) return
    yield await thing
    if (index + ahead < count) start(index + ahead)
  }
}
