import type { CappedAnswer, CappedMeans } from './capped-process.ts'
import { systemMeans } from './clock.ts'
import { openVisit, publicNetwork, type AllowedHost } from './http/visit.ts'

type Work = { readonly work: (task: unknown, means: CappedMeans) => Promise<unknown> }

const [, , entry = '', allowed = 'null'] = process.argv
const { work } = (await import(new URL(entry).href)) as Work
const network = publicNetwork((JSON.parse(allowed) as AllowedHost | null) ?? undefined)
const means: CappedMeans = { visit: (limits) => openVisit(limits, network), ...systemMeans() }

process.on('message', ({ task }: { readonly task: unknown }) => {
  void work(task, means).then((done) => process.send?.({ kind: 'done', done } satisfies CappedAnswer))
})
// Whoever started us is gone.
process.on('disconnect', () => process.exit())
