'use client'
import { type RefObject, useSyncExternalStore } from 'react'

/** Whether the element shows its captions, and how to ask for the other. Only the element remembers. */
export function useCaptions(video: RefObject<HTMLVideoElement | null>): [boolean, () => void] {
  const shown = useSyncExternalStore(
    (tell) => {
      const tracks = video.current?.textTracks
      tracks?.addEventListener('change', tell)
      return () => tracks?.removeEventListener('change', tell)
    },
    () => captionsOf(video.current)?.mode === 'showing',
    () => false,
  )
  const toggle = () => {
    const track = captionsOf(video.current)
    // Disabled rather than hidden: then nothing of it is fetched.
    if (track) track.mode = track.mode === 'showing' ? 'disabled' : 'showing'
  }
  return [shown, toggle]
}

function captionsOf(video: HTMLVideoElement | null): TextTrack | undefined {
  return [...(video?.textTracks ?? [])].find(({ kind }) => kind === 'captions')
}
