import type { SignedIn } from './accounts.ts'
import { deliveryPlace, type DeliveryPlace } from './deliveries.ts'
import { writersDesk, type WritersDesk } from './writers.ts'
import type { Database } from '../../src/platform/index.ts'
import { gatheringLetter } from '../../src/letters/index.ts'

/** The organizers' pages about deliveries and replies of one letter to two recipients, with somebody of each role. */
export type DeliverDesk = WritersDesk & {
  readonly place: DeliveryPlace
  /** The letter's address for organizers, and the campaign's. */
  readonly base: string
  readonly home: string
  /** Slugs of the editions, in order. */
  readonly editions: readonly string[]
  readonly lead: SignedIn
  readonly editor: SignedIn
  readonly viewer: SignedIn
  /** Posts a form with files, as browsers do. */
  readonly upload: (
    path: string,
    parts: Readonly<Record<string, string | readonly File[]>>,
    who?: SignedIn,
  ) => Promise<Response>
  readonly said: (answer: Response) => string
}

/** Opens them. */
export async function deliverDesk(database: Database): Promise<DeliverDesk> {
  const desk = await writersDesk(database)
  const place = await deliveryPlace(database, desk.means)
  const { slug } = place.campaign
  const letter = await database.read((tx) => gatheringLetter(tx, place.id, place.letter))
  if (!letter) throw new Error('no letter')
  const upload: DeliverDesk['upload'] = (path, parts, who) => {
    const body = new FormData()
    for (const [name, value] of Object.entries(parts))
      if (typeof value === 'string') body.append(name, value)
      else for (const file of value) body.append(name, file)
    desk.web.setNow(desk.means.now().toISOString())
    const cookie = who && { cookie: `__Host-undersigned-session=${who.session}` }
    const headers = { Origin: 'https://letters.example', 'Sec-Fetch-Site': 'same-origin', ...cookie }
    return desk.web.ask(path, { method: 'POST', body, headers })
  }
  return {
    ...desk,
    place,
    base: `/organize/c/${slug}/l/${letter.slug}`,
    home: `/organize/c/${slug}`,
    editions: letter.editions.map((edition) => edition.slug),
    lead: await desk.writer('leads', slug, 'lead'),
    editor: await desk.writer('edits', slug, 'editor'),
    viewer: await desk.writer('views', slug, 'viewer'),
    upload,
    said: (answer) => /said=([\w-]+)/.exec(answer.headers.get('location') ?? '')?.[1] ?? `status ${answer.status}`,
  }
}
