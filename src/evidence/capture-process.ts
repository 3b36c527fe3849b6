import type { CappedMeans } from '#platform'
import { captureSite, lookAtSite, usualLimits } from './capture-site.ts'

/** What a capturer's process is asked. */
export type CaptureTask = { readonly kind: 'capture' | 'look'; readonly url: string }

/** Does one task in a process that platform caps. */
export async function work(task: unknown, means: CappedMeans): Promise<unknown> {
  const { kind, url } = task as CaptureTask
  return await (kind === 'capture' ? captureSite : lookAtSite)(url, usualLimits, means)
}
