'use client'
import { useActionState } from 'react'
import { Notice } from '#components/ui/notice.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { CopyField } from './copy-field.tsx'

/** A key in the one answer that has it, or why there is none. */
export type KeyState = { readonly streamKey: string } | { readonly problem: string } | null

export type KeyWords = Record<
  | 'keyOnce'
  | 'keyHint'
  | 'makeKey'
  | 'working'
  | 'forFfmpeg'
  | 'forObs'
  | 'obsUrl'
  | 'obsContainer'
  | 'obsMuxer'
  | 'obsVideo'
  | 'obsKeyframes'
  | 'obsAudio'
  | 'copy'
  | 'copied',
  string
>

type Props = {
  showId: string
  /** The address of this house as the host sees it. */
  origin: string
  send: (before: KeyState, form: FormData) => Promise<KeyState>
  words: KeyWords
}

/** Makes a stream key and shows it this once, as the line and the fields to paste. */
export function KeyPanel({ showId, origin, send, words }: Props) {
  const [state, submit] = useActionState(send, null)
  return (
    <form action={submit} className="flex flex-col gap-4">
      <input type="hidden" name="showId" value={showId} />
      {state && 'problem' in state && <Notice tone="urgent">{state.problem}</Notice>}
      {state && 'streamKey' in state && (
        <>
          <Notice tone="trust">{words.keyOnce}</Notice>
          <CopyField
            label={words.forFfmpeg}
            value={ffmpegLine(`${origin}/ingest/${state.streamKey}`)}
            words={words}
          />
          <h3 className="pt-2 font-medium">{words.forObs}</h3>
          {obsFields(`${origin}/ingest/${state.streamKey}`, words).map(([label, value]) => (
            <CopyField key={label} label={label} value={value} words={words} />
          ))}
        </>
      )}
      <p className="text-soft text-sm">{words.keyHint}</p>
      <SubmitButton working={words.working} className="self-start">
        {words.makeKey}
      </SubmitButton>
    </form>
  )
}

/** Each paste is a run of its own, so its epoch is named by the second in which it was started. */
function ffmpegLine(ingest: string): string {
  return [
    'ffmpeg -re -stream_loop -1 -i FILE',
    '-c:v libx264 -preset veryfast -tune zerolatency -pix_fmt yuv420p -g 30 -keyint_min 30 -sc_threshold 0 -c:a aac',
    '-f hls -hls_time 1 -hls_segment_type fmp4 -hls_flags independent_segments+program_date_time',
    `-method PUT -http_persistent 1 -ignore_io_errors 1 ${ingest}/e$(date +%s)/index.m3u8`,
  ].join(' ')
}

function obsFields(ingest: string, words: KeyWords): readonly (readonly [string, string])[] {
  return [
    [words.obsUrl, `${ingest}/obs/index.m3u8`],
    [words.obsContainer, 'hls'],
    [
      words.obsMuxer,
      'method=PUT hls_time=1 hls_segment_type=fmp4 hls_flags=independent_segments+program_date_time http_persistent=1 ignore_io_errors=1',
    ],
    [words.obsKeyframes, '30'],
    [words.obsVideo, 'libx264 · preset=veryfast tune=zerolatency sc_threshold=0'],
    [words.obsAudio, 'aac'],
  ]
}
