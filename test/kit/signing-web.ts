import { findLetter, freezeLetter } from '../../src/letters/index.ts'
import { systemMeans, type Database } from '../../src/platform/index.ts'
import { openSigning, signingDesk, type SigningWish } from '../../src/signatures/index.ts'
import type { AccountMeans, LogMeans, SigningMeans } from '../../src/web/index.ts'
import { bringFormHere } from './bring-form.ts'
import { secretsForTests } from './secrets.ts'
import { fieldsOf } from './signers.ts'
import { webOn, type Web } from './web.ts'

/** The vault under which every test of pages seals and marks. */
export const { vault } = secretsForTests()

/** What an organizer of the tests asks for: everything there is to ask. */
export const everythingAsked: SigningWish = {
  controller: 'Example Coalition',
  contact: 'privacy@coalition.example',
  daysKept: 180,
  asksPlace: true,
  asksOccupation: true,
  asksComment: true,
  sharedInbox: false,
  hearFrom: 'Example Coalition',
}

/** The web room with signing; parts of its means can be replaced, to break them. */
export function signingWebOn(
  database: Database,
  changes: Partial<SigningMeans> & {
    readonly publicUrl?: string
    readonly accounts?: AccountMeans
    readonly log?: LogMeans
  } = {},
): Web {
  const {
    publicUrl,
    log,
    accounts = { vault, mailDelaySeconds: () => 0, wakeMailer: () => {}, bringForm: bringFormHere },
    ...replaced
  } = changes
  return webOn(database, {
    ...(publicUrl !== undefined && { publicUrl }),
    ...(log && { log }),
    accounts,
    signing: (means) => {
      const desk = signingDesk({ ...means, database, vault })
      return {
        transaction: database.transaction,
        signing: { ...desk, vault, mailDelaySeconds: () => 0, wakeMailer: () => {}, ...replaced },
      }
    },
  })
}

/** Opens signing for a campaign that was kept. */
export async function letSign(
  database: Database,
  campaignSlug: string,
  letterSlug: string,
  wish = everythingAsked,
): Promise<void> {
  await database.transaction(async (tx) => {
    const found = await findLetter(tx, campaignSlug, letterSlug)
    if (!found) throw new Error('there is no such letter')
    await openSigning(tx, found.campaign, wish, `letters.example/log/${campaignSlug}`, systemMeans())
  })
}

/** Corrects a letter's text and freezes it again, as an editor would. */
export async function correctText(
  database: Database,
  campaignSlug: string,
  letterSlug: string,
  [from, to]: readonly [string, string],
): Promise<void> {
  await database.transaction(async (tx) => {
    const found = await findLetter(tx, campaignSlug, letterSlug)
    if (!found?.letter.source.includes(from)) throw new Error('the text does not have these words')
    const source = found.letter.source.replaceAll(from, to)
    await tx.updateTable('letters_letter').set({ source }).where('letter_id', '=', found.letter.id).execute()
    await freezeLetter(tx, found.campaign.id, found.letter.id, systemMeans())
  })
}

/** What a person types and ticks. */
export type Typed = Readonly<Record<string, string | readonly string[]>>

/** Posts to an address as a browser posts a form of the same site. */
export function post(
  web: Web,
  path: string,
  typed: Typed = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const body = new URLSearchParams(
    Object.entries(typed).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])),
  )
  return web.ask(path, {
    method: 'POST',
    body: body.toString(),
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Origin: 'null',
      'Sec-Fetch-Site': 'same-origin',
      ...headers,
    },
  })
}

/** What a person would send who fills in the form that stands on a page. */
export function filledIn(page: string, typed: Typed = {}): Typed {
  return { ...fieldsOf(page), name: 'Ada Kowalska', email: 'ada@mail.example', consent: '1', ...typed }
}
