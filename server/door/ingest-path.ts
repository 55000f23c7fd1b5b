import { isEpochWord, isMediaFile, kindOf } from '#lib/media/model.ts'

export type IngestPath =
  | {
      readonly ok: true
      readonly key: string
      readonly word: string
      readonly file: string
      readonly kind: 'init' | 'segment' | 'playlist'
    }
  | {
      readonly ok: false
      /** Whom it is from, where that much can be read. */
      readonly key: string | null
      readonly problem: 'path' | 'kind'
    }

/**
 * `/ingest/{streamKey}/{epoch}/{file}`, read from the request line as it came: nothing is decoded and nothing resolved,
 * so `..`, `%2e` and their like are merely characters that no name may have.
 */
export function readIngestPath(rawUrl: string): IngestPath {
  const path = rawUrl.split('?', 1)[0] ?? ''
  const [nothing, ingest, key = '', word = '', file = '', ...more] = path.split('/')
  if (nothing !== '' || ingest !== 'ingest' || key === '') return { ok: false, key: null, problem: 'path' }
  if (more.length > 0 || !isEpochWord(word) || !isMediaFile(file)) return { ok: false, key, problem: 'path' }
  const kind = kindOf(file)
  return kind ? { ok: true, key, word, file, kind } : { ok: false, key, problem: 'kind' }
}
