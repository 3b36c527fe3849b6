import { createHash } from 'node:crypto'

const sha256Oid = '2.16.840.1.101.3.4.2.1'

/** A question to a timestamp authority, and what its answer has to repeat. */
export type TimestampQuestion = { readonly bytes: Uint8Array<ArrayBuffer>; readonly nonce: Uint8Array }

/** Asks for a token that says when these bytes were there (RFC 3161 section 2.4.1): by their SHA-256, never by themselves. */
export async function askTimestamp(
  file: Uint8Array,
  random: (bytes: number) => Uint8Array,
): Promise<TimestampQuestion> {
  // Loaded only where a token is asked for or read: half of what this room takes to load.
  const [{ Integer, OctetString }, { AlgorithmIdentifier, MessageImprint, TimeStampReq }] = await Promise.all([
    import('asn1js'),
    import('pkijs'),
  ])
  // Positive, and of full length: DER drops what leads with zeros.
  const nonce = Uint8Array.from([0x40, ...random(8)])
  const question = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: sha256Oid }),
      hashedMessage: new OctetString({ valueHex: Uint8Array.from(hashOf(file)).buffer }),
    }),
    nonce: new Integer({ valueHex: nonce.buffer }),
    certReq: true,
  })
  return { bytes: new Uint8Array(question.toSchema().toBER()), nonce }
}

/**
 * Reads a timestamp authority's answer: granted, of these bytes, with this nonce, and signed by the certificate that it
 * brings along. Whether that certificate is to be trusted is for who checks it to say (`openssl ts -verify -CAfile`).
 * @param nonce of the question; left out where a kept token is read again.
 * @returns the moment it states, or `undefined`.
 */
export async function readTimestamp(
  answer: Uint8Array,
  file: Uint8Array,
  nonce?: Uint8Array,
): Promise<{ readonly at: Date } | undefined> {
  const { PKIStatus, SignedData, TimeStampResp, TSTInfo } = await import('pkijs')
  try {
    const { status, timeStampToken } = TimeStampResp.fromBER(Uint8Array.from(answer).buffer)
    const isGranted = status.status === PKIStatus.granted || status.status === PKIStatus.grantedWithMods
    if (!timeStampToken || !isGranted) return undefined
    const signed = new SignedData({ schema: timeStampToken.content })
    const told = TSTInfo.fromBER(signed.encapContentInfo.eContent?.getValue() ?? new ArrayBuffer(0))
    const { hashAlgorithm, hashedMessage } = told.messageImprint
    const isOurs =
      hashAlgorithm.algorithmId === sha256Oid &&
      hashOf(file).equals(Buffer.from(hashedMessage.getValue())) &&
      (nonce === undefined || Buffer.from(told.nonce?.valueBlock.valueHexView ?? []).equals(nonce))
    const isSigned = isOurs && (await signed.verify({ signer: 0, data: Uint8Array.from(file).buffer }))
    return isSigned ? { at: told.genTime } : undefined
  } catch {
    return undefined
  }
}

const hashOf = (file: Uint8Array): Buffer => createHash('sha256').update(file).digest()
