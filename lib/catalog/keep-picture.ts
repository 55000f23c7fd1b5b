import 'server-only'
import type { Context } from '#lib/kernel/context.ts'
import { type Fault, ok, type Result, refuse } from '#lib/kernel/result.ts'
import { inTransaction, type Tx } from '#lib/kernel/transaction.ts'
import type { Actor } from '#lib/members/model.ts'
import type { PictureFault } from './model.ts'
import { removePictureFiles, writePictureFiles } from './picture-files.ts'
import { mayEditCatalog } from './policy.ts'
import { readPicture } from './read-picture.ts'

/** A picture of the cooperative's that belongs to no product: a show's poster, for instance. */
export async function keepPicture(
  context: Context,
  actor: Actor,
  input: { readonly cooperativeId: string; readonly file: Blob },
): Promise<Result<{ pictureId: string }, PictureFault | { readonly code: 'not-allowed' }>> {
  if (!mayEditCatalog(actor, input.cooperativeId)) return refuse({ code: 'not-allowed' })
  return await withPicture(context, input.cooperativeId, input.file, async (_, pictureId) =>
    ok({ pictureId }),
  )
}

/**
 * Reads the picture, puts its bytes on the disk, then writes its row and whatever `record` adds in one transaction.
 * When that is refused or fails, the bytes go again. Whether somebody may send pictures at all is decided before.
 */
export async function withPicture<T, F extends Fault>(
  context: Context,
  cooperativeId: string,
  file: Blob,
  record: (tx: Tx, pictureId: string) => Promise<Result<T, F>>,
): Promise<Result<T, F | PictureFault>> {
  const read = await readPicture(new Uint8Array(await file.arrayBuffer()))
  if (!read.ok) return read
  const pictureId = context.id('picture')
  await writePictureFiles(pictureId, read.value.files)
  const { width, height, color } = read.value
  let kept = false
  try {
    const recorded = await inTransaction(async (tx) => {
      await tx.picture.create({
        data: { id: pictureId, cooperativeId, width, height, color, createdAt: context.now() },
      })
      return await record(tx, pictureId)
    })
    kept = recorded.ok
    return recorded
  } finally {
    if (!kept) await removePictureFiles(pictureId)
  }
}
