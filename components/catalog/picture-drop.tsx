'use client'
import { useRouter } from 'next/navigation'
import { type DragEvent, useActionState, useEffect, useRef, useState } from 'react'
import { classes } from '#components/ui/classes.ts'
import type { SendForm } from '#components/ui/form-state.ts'
import { Notice } from '#components/ui/notice.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { sendPicture } from './send-picture.ts'
import { shrinkPicture } from './shrink-picture.ts'

/** Kinds that the house reads; the phone's camera makes one of them when asked for them. */
const ACCEPT = 'image/jpeg,image/png,image/webp,image/avif'

type Props = {
  /** Where a browser with JavaScript sends, one picture at a time. */
  url: string
  /** Where a form without it is sent. */
  send: SendForm
  productId: string
  maxBytes: number
  words: Record<'drop' | 'limits' | 'choose' | 'submit' | 'working' | 'tooLarge' | 'lost' | 'done', string>
}

interface Upload {
  readonly id: number
  readonly name: string
  /** 0 to 1; null once it ended. */
  readonly progress: number | null
  readonly problem: string | null
}

/** Pictures by choosing, dropping or pasting, several at once, each with its progress. */
export function PictureDrop({ url, send, productId, maxBytes, words }: Props) {
  const [state, submit] = useActionState(send, null)
  const [over, setOver] = useState(false)
  const { uploads, take } = useUploads(url, maxBytes, words)
  const input = useRef<HTMLInputElement>(null)

  // Pasting is heard anywhere on the page: nobody thinks of putting the cursor somewhere first.
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      take(files)
    }
    window.addEventListener('paste', onPaste)
    return () => window.removeEventListener('paste', onPaste)
  }, [take])

  // Without JavaScript it is one file and a button, so several may be chosen only from here on.
  useEffect(() => {
    if (input.current) input.current.multiple = true
  }, [])

  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take([...event.dataTransfer.files])
  }

  return (
    <form
      action={submit}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
      className={classes(
        'no-print flex flex-col gap-3 rounded-md border-2 border-dashed p-5 transition-colors',
        over ? 'border-leaf bg-leaf-pale' : 'border-edge',
      )}
    >
      <input type="hidden" name="productId" value={productId} />
      <label className="flex flex-col gap-2">
        <span className="font-semibold">{words.choose}</span>
        <input
          ref={input}
          type="file"
          name="file"
          accept={ACCEPT}
          required
          aria-describedby="picture-limits"
          onChange={({ currentTarget }) => {
            take([...(currentTarget.files ?? [])])
            currentTarget.value = ''
          }}
          className="file:mr-3 file:min-h-12 file:cursor-pointer file:rounded-md file:border file:border-edge file:bg-raised file:px-4 file:font-semibold"
        />
      </label>
      <p id="picture-limits" className="text-sm text-soft">
        {words.limits} <span className="hidden lg:inline">{words.drop}</span>
      </p>
      <noscript>
        <SubmitButton working={words.working}>{words.submit}</SubmitButton>
      </noscript>
      {state && !state.done && <Notice tone="urgent">{state.problem}</Notice>}
      <ul aria-live="polite" className="flex flex-col gap-2 empty:hidden">
        {uploads.map(({ id, name, progress, problem }) => (
          <li key={id} className="text-sm">
            <p className="flex justify-between gap-3">
              <span className="truncate">{name}</span>
              {progress !== null && <span className="tabular">{Math.round(progress * 100)} %</span>}
              {progress === null && !problem && <span className="text-leaf">{words.done}</span>}
            </p>
            {progress !== null && (
              <progress value={progress} max={1} aria-label={name} className="h-2 w-full accent-leaf" />
            )}
            {problem && (
              <p className="font-medium text-persimmon-deep" role="alert">
                {problem}
              </p>
            )}
          </li>
        ))}
      </ul>
    </form>
  )
}

/** Uploads one after the other: a weak signal carries one picture sooner than three at once. */
function useUploads(url: string, maxBytes: number, words: Props['words']) {
  const router = useRouter()
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const queue = useRef(Promise.resolve())
  const counted = useRef(0)

  const change = (id: number, news: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.id === id ? { ...one, ...news } : one)))

  async function upload(id: number, file: File) {
    const picture = await shrinkPicture(file)
    if (picture.size > maxBytes) return change(id, { progress: null, problem: words.tooLarge })
    const sent = await sendPicture(url, picture, (progress) => change(id, { progress }), words.lost)
    change(id, { progress: null, problem: sent.ok ? null : sent.problem })
    if (sent.ok) router.refresh()
  }

  function take(files: readonly File[]) {
    for (const file of files) {
      const id = counted.current++
      setUploads((all) => [...all, { id, name: file.name, progress: 0, problem: null }])
      queue.current = queue.current.then(() => upload(id, file))
    }
  }

  return { uploads, take }
}
