import type { Localised } from '#lib/kernel/locale.ts'
import { classes } from './classes.ts'

/** A picture as queries present it: bytes at /pictures/{id}/{width}.webp. */
export interface PictureView {
  readonly id: string
  readonly width: number
  readonly height: number
  /** `#rrggbb`, shown until the picture is there. */
  readonly color: string
  readonly alt: Localised
}

const WIDTHS = [96, 320, 640, 1280] as const

type Props = {
  picture: PictureView | null
  alt: string
  /** CSS width of the place it stands in, for the browser's choice of file. */
  sizes: string
  /** Above the fold: fetched at once. */
  eager?: boolean
  className?: string
}

/** Sharp at 2x, lazy, with its colour as a placeholder; nothing to show is a calm ground. */
export function Picture({ picture, alt, sizes, eager = false, className }: Props) {
  if (!picture) return <div role="img" aria-label={alt} className={classes('bg-sunken', className)} />
  const source = (width: number) => `/pictures/${picture.id}/${width}.webp`
  return (
    <img
      src={source(640)}
      srcSet={WIDTHS.map((width) => `${source(width)} ${width}w`).join(', ')}
      sizes={sizes}
      width={picture.width}
      height={picture.height}
      alt={alt}
      loading={eager ? 'eager' : 'lazy'}
      fetchPriority={eager ? 'high' : undefined}
      decoding="async"
      style={{ backgroundColor: picture.color }}
      className={classes('object-cover', className)}
    />
  )
}
