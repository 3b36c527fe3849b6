import type { CaptureId, FileHash, PartialDate, SourceId } from '#kernel'

/** How far a capture has come. `partial`: the page is there, an image or a style sheet of it is not. */
export type CaptureState = 'pending' | 'in-progress' | 'complete' | 'partial' | 'failed'

/** Why there is no capture. `refused`: its address, or one it leads to, is none that we visit. `gave-up`: tried in vain. */
export type CaptureTrouble =
  | 'refused'
  | 'no-such-name'
  | 'no-connection'
  | 'bad-certificate'
  | 'broken'
  | 'too-slow'
  | 'too-long'
  | 'too-many-redirects'
  | 'error-status'
  | 'gave-up'

/** Why the bytes of a capture were taken away. That there was one, and its hashes, stay. */
export type RemovalReason = 'personal-data' | 'court-order' | 'rights-of-others' | 'mistake'

/** A source's bytes as they were at a moment. */
export type Capture = {
  readonly id: CaptureId
  readonly source: SourceId
  /** Fetched by us, or a file that an organizer saved and brought. */
  readonly way: 'fetched' | 'uploaded'
  readonly state: CaptureState
  readonly askedAt: Date
  /** The day an uploaded file was saved, as its organizer says. */
  readonly capturedOn: PartialDate | undefined
  /** When the bytes were fetched or taken in. */
  readonly capturedAt: Date | undefined
  /** Where the redirects led. */
  readonly finalUrl: string | undefined
  /** Of HTTP; absent for an upload. */
  readonly status: number | undefined
  readonly mediaType: string | undefined
  /** SHA-256 of the page itself, as sent and without transfer coding. */
  readonly sha256: FileHash | undefined
  /** SHA-256 of the WACZ file, by which platform keeps it. */
  readonly waczHash: FileHash | undefined
  /** Bytes of the WACZ file. */
  readonly waczSize: number | undefined
  /** SHA-256 of the text that can be quoted, by which platform keeps it; absent: there is none. */
  readonly textHash: FileHash | undefined
  /** SHA-256 of the page as it is replayed, by which platform keeps it, and the rules that made it. */
  readonly prepared: { readonly hash: FileHash; readonly by: number } | undefined
  /** How many images and style sheets could not be had. */
  readonly missing: number
  readonly trouble: CaptureTrouble | undefined
  /** The moment that the RFC 3161 token beside it states. */
  readonly timestampedAt: Date | undefined
  /** SHA-256 of that token, by which platform keeps it. */
  readonly timestampHash: FileHash | undefined
  readonly removed: { readonly at: Date; readonly reason: RemovalReason } | undefined
}

const transitions: Readonly<Record<CaptureState, readonly CaptureState[]>> = {
  pending: ['in-progress'],
  // Whoever took it up may have been stopped: another takes it up again.
  'in-progress': ['in-progress', 'complete', 'partial', 'failed'],
  complete: [],
  partial: [],
  failed: [],
}

/** Whether a capture may go from one state to another; the database checks the same pairs. */
export function mayBecome(from: CaptureState, to: CaptureState): boolean {
  return transitions[from].includes(to)
}

/** What came of fetching and packing a site, or of taking in a file: all that {@link settleCapture} writes down. */
export type CaptureResult =
  | {
      readonly kind: 'captured'
      /** When the first byte was asked for. */
      readonly at: Date
      /** The file: WACZ 1.1.1. */
      readonly wacz: Uint8Array
      /** SHA-256 of the page, 64 hexadecimal digits. */
      readonly payloadHash: string
      readonly finalUrl: string | undefined
      readonly status: number | undefined
      readonly mediaType: string
      /** What can be quoted; absent for what is no text. */
      readonly text: string | undefined
      /** The page as it is replayed (`rewritePage`); absent for what is no page. */
      readonly prepared: string | undefined
      /** Images and style sheets that could not be had. */
      readonly missing: number
    }
  | { readonly kind: 'failed'; readonly trouble: CaptureTrouble; readonly status?: number; readonly finalUrl?: string }
