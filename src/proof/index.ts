/**
 * What anyone can check alone: the canonical text a signature stands on, and the public log (RFC 6962 trees in C2SP
 * tiles, checkpoints, cosignatures, policies and receipts). Uses node:crypto only, so that strangers can read and
 * rewrite it; the tree itself takes any SHA-256, so that a browser needs not even that.
 */
export { canonicalText, hashText, LETTER_TEXT_FORMAT } from './letter-text.ts'
export { parseCanonicalText } from './parse-letter-text.ts'
export { normalizeBlocks, normalizeEdition } from './normalize.ts'
export { canonicalLine } from './characters.ts'
export { HASH_BYTES, type Hash, type Hasher } from './hasher.ts'
export { sha256 } from './node-hasher.ts'
export { emptyEdge, type Edge } from './tree.ts'
export { growEdge, growTiles, hashBundle, hashLeaves, leafHash, rootOf, startTree } from './with-sha256.ts'
export {
  growthHolds,
  inclusionHolds,
  inclusionProver,
  parsePolicy,
  parseVerifierKey,
  proveGrowth,
  proveInclusion,
  verifierOf,
} from './with-sha256.ts'
export {
  parseTilePath,
  RUN_BUNDLES,
  runPath,
  TILE_WIDTH,
  tilePath,
  tilesFor,
  type ReadTile,
  type TileName,
} from './tile.ts'
export { decodeBundle, encodeBundle, ENTRY_BYTES_MAX } from './bundle.ts'
export type { GrowingTree } from './growing-tree.ts'
export type { GrownTile } from './grow-tiles.ts'
export type { GrowthClaim, InclusionClaim } from './proof-holds.ts'
export { writeVerifierKey, type NoteVerifier, type VerifierKind } from './verifier-key.ts'
export { checksOf, parseNote, type NoteCheck, type NoteSignature, type ParsedNote } from './note-text.ts'
export { addSignatures, cosign, cosignaturesIn, openNote, signNote, type NoteKey, type OpenedNote } from './note.ts'
export { verifierKeyOf, verifierOfKey } from './note.ts'
export { parseCheckpoint, writeCheckpoint, type Checkpoint } from './checkpoint.ts'
export {
  quorumHolds,
  writePolicy,
  type Policy,
  type PolicyGroup,
  type PolicyLog,
  type PolicyWitness,
} from './policy.ts'
export { openCheckpoint, policyHolds, policyOf, type OpenedCheckpoint } from './policy-holds.ts'
export type { InclusionProver } from './prove.ts'
export { parseReceipt, receiptWriter, writeReceipt, type Receipt } from './receipt.ts'
export { openReceipt, receiptHolds } from './receipt-holds.ts'
export {
  parseAddCheckpoint,
  writeAddCheckpoint,
  type AddCheckpoint,
  type AddCheckpointRequest,
} from './add-checkpoint.ts'
export { judgeCheckpoint, type CheckpointVerdict, type SeenTree } from './judge-checkpoint.ts'
export { encodeLeaf, parseLeaf, LONGEST_LEAF, type Day, type Leaf, type LeafType } from './leaf.ts'
export { commit, openingHolds, openingOf, saltsOf } from './commitment.ts'
export { type HiddenFacts, type Opening, type ShownFacts } from './commitment-rule.ts'
export {
  startTally,
  type LetterCount,
  type Tally,
  type TallyProblem,
  type TallyResult,
  type VersionCount,
} from './tally.ts'
export { type Standing } from './leaf-states.ts'
export { MOST_INDEXES, MOST_VERSIONS } from './leaf-shapes.ts'
export { type LeafFate } from './leaf-states.ts'
export { openingsFile, openingsPath, parseOpenings, type OpeningsFile, type PlacedOpening } from './openings.ts'
export {
  compareCounts,
  parseCounts,
  writeCounts,
  type ComparedCount,
  type PublishedCounts,
} from './published-counts.ts'
export { parseReceiptExtra, writeReceiptExtra, type ReceiptExtra } from './receipt-extra.ts'
export { recountLog, type LogFiles, type Recount, type RecountProblem, type RecountWish } from './recount.ts'
export { startHashCore, type HashCore } from './sha256.ts'
export type { NameProblem } from './name-check.ts'
export { auditLog, type Audit, type AuditProblem, type AuditWish, type PublishedLog } from './audit.ts'
export { startGrowingRoot, type GrowingRoot } from './growing-root.ts'
