import type { CappedMeans, CappedReach, CappedSaying } from './capped-process.ts'
import { systemMeans } from './clock.ts'
import { openVisit, publicNetwork } from './http/visit.ts'
import { shutNetwork } from './shut-network.ts'

type Work = { readonly work: (task: unknown, means: CappedMeans) => Promise<unknown> }

const [, , entry = '', told = '{"network":"none"}'] = process.argv
const reach = JSON.parse(told) as CappedReach
// Before anything else is loaded that could keep a way out.
if (reach.network === 'none') shutNetwork()
const { work } = (await import(new URL(entry).href)) as Work
const network = publicNetwork(reach.network === 'visits' ? reach.allowed : undefined)
const say = (said: CappedSaying): void => void process.send?.(said)
const means: CappedMeans = {
  visit: (limits) => openVisit(limits, network),
  tell: (news) => say({ kind: 'news', news }),
  ...systemMeans(),
}

process.on('message', ({ task }: { readonly task: unknown }) => {
  void work(task, means).then(
    (done) => say({ kind: 'done', done }),
    (error) => (isOutOfMemory(error) ? say({ kind: 'failed', why: 'too-big' }) : process.exit(1)),
  )
})

/** The system's own cap was met between two looks of whoever watches us. */
function isOutOfMemory(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const isRefused = 'code' in error && error.code === 'ERR_MEMORY_ALLOCATION_FAILED'
  return isRefused || (error instanceof RangeError && error.message === 'Array buffer allocation failed')
}

// Libraries leave promises about broken parts of a file to nobody; the rest of the file can still be read.
process.on('unhandledRejection', () => undefined)
// Whoever started us is gone.
process.on('disconnect', () => process.exit())
