export type Sent = { readonly ok: true } | { readonly ok: false; readonly problem: string }

/**
 * Sends one picture and tells how far it is, 0 to 1. XMLHttpRequest, because `fetch` says nothing of an upload's
 * progress. `lost` is said when no answer came.
 */
export function sendPicture(
  url: string,
  picture: Blob,
  onProgress: (done: number) => void,
  lost: string,
): Promise<Sent> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onload = () => {
      const answer: unknown = request.response
      const problem =
        typeof answer === 'object' && answer !== null && 'problem' in answer ? String(answer.problem) : lost
      resolve(request.status === 201 ? { ok: true } : { ok: false, problem })
    }
    request.onerror = () => resolve({ ok: false, problem: lost })
    const form = new FormData()
    form.set('file', picture)
    request.send(form)
  })
}
