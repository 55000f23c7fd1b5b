/** Larger than this, a JPEG is made smaller before it is sent: the village's uplink is the slowest part of the shop. */
const WORTH_SHRINKING_BYTES = 1_500_000
/** Twice what the house keeps of it, so that nothing is lost that anybody will see. */
const LONGEST_SIDE = 2560

/** The same photograph, smaller where that is worth it; whatever the browser cannot read goes as it is. */
export async function shrinkPicture(file: File): Promise<Blob> {
  // Only photographs: a PNG may be transparent, and the others are small as they come.
  if (file.type !== 'image/jpeg' || file.size <= WORTH_SHRINKING_BYTES) return file
  try {
    // The browser turns it upright as it reads it (HTML, `imageOrientation: from-image` is the default).
    const picture = await createImageBitmap(file)
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    const smaller = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9))
    return smaller && smaller.size < file.size ? smaller : file
  } catch {
    return file
  }
}
