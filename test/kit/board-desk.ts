import type { SignedIn } from './accounts.ts'
import { gatherPlace, letterNow, type GatherPlace } from './sign-ons.ts'
import { writersDesk, type WritersDesk } from './writers.ts'
import type { Database } from '../../src/platform/index.ts'

/** The pages around the sign-ons of one letter, with somebody of every role in front of them. */
export type BoardDesk = Pick<WritersDesk, 'web' | 'means' | 'ask' | 'page' | 'send'> & {
  readonly place: GatherPlace
  /** The letter's address, below which its pages are. */
  readonly base: string
  readonly lead: SignedIn
  readonly editor: SignedIn
  readonly reviewer: SignedIn
  readonly viewer: SignedIn
  readonly outsider: SignedIn
  /** Lets days pass in which everybody goes on working, so that nobody is signed out. */
  readonly later: (days: number) => Promise<void>
  /** What the page says that a form's answer leads to. */
  readonly said: (answer: Response) => string
}

/** Opens them over a database, for a letter to two recipients that organizations may sign. */
export async function boardDesk(database: Database, slug = 'lamps'): Promise<BoardDesk> {
  const desk = await writersDesk(database)
  const place = await gatherPlace(database, desk.means, { slug })
  const letter = await letterNow(database, place)
  const people = {
    lead: await desk.writer('leads', slug, 'lead'),
    editor: await desk.writer('edits', slug, 'editor'),
    reviewer: await desk.writer('reviews', slug, 'reviewer'),
    viewer: await desk.writer('views', slug, 'viewer'),
    outsider: desk.ola,
  }
  const hours = 11
  return {
    ...desk,
    ...people,
    place,
    base: `/organize/c/${slug}/l/${letter.slug}`,
    later: async (days) => {
      for (let hop = 0; hop < (days * 24) / hours; hop += 1) {
        desk.means.pass(hours * 3_600_000)
        for (const who of Object.values(people)) await desk.page('/organize/home', who)
      }
    },
    said: (answer) => /said=([\w-]+)/.exec(answer.headers.get('location') ?? '')?.[1] ?? `status ${answer.status}`,
  }
}
