import type { ParsedMail } from 'mailparser'
import type { GivenFile } from './keep-reply.ts'
import type { Sender } from './sealed-sender.ts'
import { typedText } from './words-in.ts'

/** A mail as far as a reply is read from it. */
export type ReplyMail = {
  readonly sender: Sender
  readonly text: string
  readonly attachments: readonly GivenFile[]
  /** What a machine wrote, by its form (RFC 3834, RFC 6522). */
  readonly recognized: 'out-of-office' | 'bounce' | undefined
}

/** The longest text of a mail that is kept as text, in UTF-16 code units; the mail itself is kept whole. */
const longestText = 500_000

/** Reads a raw mail. What cannot be read has no text: the bytes are kept all the same. */
export async function readReplyMail(raw: Uint8Array): Promise<ReplyMail> {
  // Loaded when a mail comes in: it brings ten megabytes along.
  const { simpleParser } = await import('mailparser')
  const read = await simpleParser(Buffer.from(raw), { skipTextLinks: true, skipImageLinks: true }).catch(
    () => undefined,
  )
  if (!read) return { sender: { address: '', name: '', subject: '' }, text: '', attachments: [], recognized: undefined }
  const [from] = read.from?.value ?? []
  return {
    sender: {
      address: typedText(from?.address ?? ''),
      name: typedText(from?.name ?? ''),
      subject: typedText(read.subject ?? ''),
    },
    text: typedText(read.text ?? '')
      .slice(0, longestText)
      .toWellFormed(),
    attachments: read.attachments.map(({ filename, content, contentType }, index) => ({
      name: nameOf(filename, index),
      bytes: content,
      mediaType: mediaTypeOf(contentType),
    })),
    recognized: recognizedIn(read),
  }
}

/** A file's name as a sender gave it, without folders and without what a page cannot show. */
function nameOf(given: string | undefined, index: number): string {
  const name = typedText(given ?? '').replaceAll(/^.*[/\\]|\p{Cc}/gu, '')
  return name === '' ? `attachment-${index + 1}` : name.slice(0, 200).toWellFormed()
}

const mediaTypeOf = (given: string): string =>
  /^[\w.+-]{1,60}\/[\w.+-]{1,100}$/.test(given) ? given.toLowerCase() : 'application/octet-stream'

function recognizedIn({ headers, subject }: ParsedMail): ReplyMail['recognized'] {
  const type = headers.get('content-type')
  if (typeof type === 'object' && 'value' in type && type.value === 'multipart/report') return 'bounce'
  const submitted = headers.get('auto-submitted')
  const precedence = headers.get('precedence')
  const isAutomatic =
    (typeof submitted === 'string' && !/^no\b/i.test(submitted)) ||
    headers.has('x-autoreply') ||
    headers.has('x-autorespond') ||
    (typeof precedence === 'string' && /^auto[-_]?reply$/i.test(precedence)) ||
    /^(?:automatic reply|auto(?:matic)?[- ]?reply|out of (?:the )?office|abwesenheit|réponse automatique)\b/i.test(
      subject ?? '',
    )
  return isAutomatic ? 'out-of-office' : undefined
}
