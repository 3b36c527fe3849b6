import { sameName, strictKey } from './name.ts'

/** What is kept under the names of organizations; a name is found by any spelling of it, never by one that only looks like it. */
export type NameRegister<Entry> = {
  readonly find: (name: string) => Entry | undefined
  /** Keeps an entry under a name; one that is there under a spelling of it is replaced. */
  readonly keep: (name: string, entry: Entry) => void
  /** Everything kept, in the order in which it first came. */
  readonly entries: () => readonly Entry[]
}

/** A register of entries under the names given. */
export function nameRegister<Entry>(known: Iterable<readonly [name: string, entry: Entry]> = []): NameRegister<Entry> {
  const all: { readonly name: string; entry: Entry }[] = []
  const byKey = new Map<string, { readonly name: string; entry: Entry }[]>()
  // The key finds candidates; two bodies that differ in their legal form alone share it and are still two.
  const place = (name: string) =>
    byKey.get(strictKey(name))?.find((one) => ['same', 'variant'].includes(sameName(one.name, name).kind))
  const keep = (name: string, entry: Entry): void => {
    const there = place(name)
    if (there) {
      there.entry = entry
      return
    }
    const fresh = { name, entry }
    const key = strictKey(name)
    byKey.set(key, [...(byKey.get(key) ?? []), fresh])
    all.push(fresh)
  }
  for (const [name, entry] of known) keep(name, entry)
  return { find: (name) => place(name)?.entry, keep, entries: () => all.map(({ entry }) => entry) }
}
