import { pathOf } from './path-of.ts'

const at = (campaign: string, ...more: readonly string[]) => pathOf('organize', 'c', campaign, 'sources', ...more)

/** Where organizers look after evidence. Part of `routes`. */
export const sourceRoutes = {
  sources: (campaign: string) => at(campaign),
  newSource: (campaign: string) => at(campaign, 'new'),
  citations: (campaign: string) => at(campaign, 'citations'),
  source: (campaign: string, source: string) => at(campaign, source),
  askCapture: (campaign: string, source: string) => at(campaign, source, 'capture'),
  askCheck: (campaign: string, source: string) => at(campaign, source, 'check'),
  uploadCapture: (campaign: string, source: string) => at(campaign, source, 'upload'),
  capture: (campaign: string, source: string, capture: string) => at(campaign, source, 'captures', capture),
  removeCapture: (campaign: string, source: string, capture: string) =>
    at(campaign, source, 'captures', capture, 'remove'),
} as const

const base = '/organize/c/:campaign/sources'

/** The same as patterns. */
export const sourcePatterns = {
  sources: base,
  newSource: `${base}/new`,
  citations: `${base}/citations`,
  source: `${base}/:source`,
  askCapture: `${base}/:source/capture`,
  askCheck: `${base}/:source/check`,
  uploadCapture: `${base}/:source/upload`,
  capture: `${base}/:source/captures/:capture`,
  removeCapture: `${base}/:source/captures/:capture/remove`,
} as const

/** Where of these something may be posted. */
export const sourcePostable: readonly string[] = [
  sourcePatterns.newSource,
  sourcePatterns.citations,
  sourcePatterns.askCapture,
  sourcePatterns.askCheck,
  sourcePatterns.uploadCapture,
  sourcePatterns.capture,
  sourcePatterns.removeCapture,
]

/** Where of these files may come with a form. */
export const sourceTakingFiles: readonly string[] = [sourcePatterns.uploadCapture]
