import type { Addressee, Block, Inline, Signatory } from '#kernel'
import type { LetterSheet } from './sheet.ts'

/**
 * A letter as JSON, the way it lies in its own PDF (docs/formats/letter-json.md): text, signatories and state of one
 * edition, everything printed and nothing else. Keys stand in one order, absent ones are left out: same sheet, same bytes.
 */
export function letterJson(sheet: LetterSheet): string {
  const { text, state, groups, letterhead, sources = [] } = sheet
  const json = {
    format: 'undersigned-letter/1',
    language: text.language,
    title: text.title,
    date: text.date,
    recipient: text.recipient,
    addressees: text.addressees.map(addressee),
    copies: text.copies.map(addressee),
    salutation: text.salutation,
    blocks: text.blocks.map(block),
    closing: text.closing,
    state: state.kind === 'draft' ? { kind: 'draft' } : { kind: 'frozen', version: state.version, hash: state.hash },
    groups: groups.map(({ heading, remark, signatories }) => ({
      heading,
      remark,
      signatories: signatories.map(signatory),
    })),
    letterhead,
    ...(sources.length > 0 && { sources }),
  }
  return `${JSON.stringify(json)}\n`
}

const addressee = ({ name, title, organization }: Addressee): Addressee => ({ name, title, organization })

const block = ({ kind, inlines }: Block) => ({ kind, inlines: inlines.map(inline) })

/** A link whose target is lost says so: it has a target, and that is `null`. */
const inline = (one: Inline) => (one.kind === 'text' ? { text: one.text } : { text: one.text, href: one.href ?? null })

const signatory = ({ kind, name, title, affiliation, representative, country, note }: Signatory): Signatory => ({
  ...{ kind, name, title, affiliation, representative, country, note },
})
