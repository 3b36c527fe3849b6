import type { JobHandlers } from '#platform'

/** What jobs wake. Put in by app, because pages are the web room's to make. */
export type Wakes = {
  /** Builds the pages and files of a campaign before the first visitor asks for them. */
  readonly warm: (campaign: string) => Promise<void>
}

/** Which fact wakes which verb. */
export function jobHandlers({ warm }: Wakes): JobHandlers {
  return {
    'letters.state-set': async ({ campaign }) => {
      if (campaign !== undefined) await warm(campaign)
    },
  }
}
