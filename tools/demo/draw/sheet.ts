/** Colour stops from 0 to 1; a third value is the opacity. */
export type Stops = readonly (readonly [offset: number, color: string, opacity?: number])[]

/**
 * What a drawing is drawn on: it collects gradients, filters and clips, each once, and gives the same
 * random numbers every time, so that a picture can be made again to the pixel.
 */
export type Sheet = {
  /** Pores, weave and grain are drawn. A film of few bits leaves them out. */
  readonly fine: boolean
  radial(stops: Stops, cx?: number, cy?: number, r?: number): string
  linear(stops: Stops, x1?: number, y1?: number, x2?: number, y2?: number): string
  blur(deviation: number): string
  clip(shape: string): string
  pattern(width: number, height: number, content: string, transform?: string): string
  /** A number in [from, to). */
  between(from: number, to: number): number
  pick<T>(from: readonly T[]): T
  defs(): string
}

export function newSheet(seed: number, prefix = 'd', fine = true): Sheet {
  const known = new Map<string, string>()
  let state = seed >>> 0
  // mulberry32: small, good enough for pores and straw, and the same on every machine.
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const define = (make: (id: string) => string) => {
    const key = make('')
    const id = known.get(key) ?? `${prefix}${known.size}`
    known.set(key, id)
    return id
  }
  const stopList = (stops: Stops) =>
    stops
      .map(
        ([o, c, a]) =>
          `<stop offset="${o}" stop-color="${c}"${a === undefined ? '' : ` stop-opacity="${a}"`}/>`,
      )
      .join('')
  const made = new Map<string, (id: string) => string>()
  const remember = (make: (id: string) => string) => {
    const id = define(make)
    made.set(id, make)
    return `url(#${id})`
  }
  return {
    fine,
    radial: (stops, cx = 0.36, cy = 0.28, r = 0.82) =>
      remember(
        (id) =>
          `<radialGradient id="${id}" cx="${cx}" cy="${cy}" r="${r}">${stopList(stops)}</radialGradient>`,
      ),
    linear: (stops, x1 = 0, y1 = 0, x2 = 0, y2 = 1) =>
      remember(
        (id) =>
          `<linearGradient id="${id}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}">${stopList(stops)}</linearGradient>`,
      ),
    blur: (deviation) =>
      remember(
        (id) =>
          `<filter id="${id}" x="-60%" y="-60%" width="220%" height="220%"><feGaussianBlur stdDeviation="${deviation}"/></filter>`,
      ),
    clip: (shape) => remember((id) => `<clipPath id="${id}">${shape}</clipPath>`),
    pattern: (width, height, content, transform = '') =>
      remember(
        (id) =>
          `<pattern id="${id}" width="${width}" height="${height}" patternUnits="userSpaceOnUse" patternTransform="${transform}">${content}</pattern>`,
      ),
    between: (from, to) => from + random() * (to - from),
    pick: (from) => {
      const one = from[Math.floor(random() * from.length)]
      if (one === undefined) throw new RangeError('Nothing to pick from')
      return one
    },
    defs: () => `<defs>${[...made].map(([id, make]) => make(id)).join('')}</defs>`,
  }
}

/** A number as SVG wants it: two digits are finer than a pixel. */
export const n = (value: number) => Number(value.toFixed(2)).toString()

export type Point = readonly [x: number, y: number]

/** A closed smooth line through all points (Catmull-Rom as Béziers). */
export function smooth(points: readonly Point[], closed = true): string {
  const at = (i: number): Point => {
    const k = closed ? (i + points.length) % points.length : Math.max(0, Math.min(points.length - 1, i))
    return points[k] ?? [0, 0]
  }
  const first = at(0)
  let d = `M${n(first[0])} ${n(first[1])}`
  const last = closed ? points.length : points.length - 1
  for (let i = 0; i < last; i++) {
    const [a, b, c, e] = [at(i - 1), at(i), at(i + 1), at(i + 2)]
    d += `C${n(b[0] + (c[0] - a[0]) / 6)} ${n(b[1] + (c[1] - a[1]) / 6)} ${n(c[0] - (e[0] - b[0]) / 6)} ${n(c[1] - (e[1] - b[1]) / 6)} ${n(c[0])} ${n(c[1])}`
  }
  return closed ? `${d}Z` : d
}

/** Points around a centre; `radius` answers for each angle. */
export function around(
  count: number,
  cx: number,
  cy: number,
  radius: (angle: number, i: number) => Point,
): Point[] {
  return Array.from({ length: count }, (_, i) => {
    const angle = (i / count) * Math.PI * 2
    const [rx, ry] = radius(angle, i)
    return [cx + Math.cos(angle) * rx, cy + Math.sin(angle) * ry] as const
  })
}

export const repeat = (count: number, draw: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => draw(i)).join('')

export const moved = (x: number, y: number, content: string, turn = 0, scale = 1) =>
  `<g transform="translate(${n(x)} ${n(y)})${turn ? ` rotate(${n(turn)})` : ''}${scale === 1 ? '' : ` scale(${n(scale)})`}">${content}</g>`

/** What lies on a table darkens it: a wide soft shadow and a narrow dark one right under the piece. */
export function contact(
  sheet: Sheet,
  cx: number,
  cy: number,
  rx: number,
  ry: number,
  strength = 0.34,
): string {
  return (
    `<ellipse cx="${n(cx + rx * 0.12)}" cy="${n(cy)}" rx="${n(rx * 1.08)}" ry="${n(ry)}" fill="#3B2413" opacity="${n(strength * 0.7)}" filter="${sheet.blur(Math.max(3, Math.round(ry * 0.7)))}"/>` +
    `<ellipse cx="${n(cx + rx * 0.05)}" cy="${n(cy - ry * 0.1)}" rx="${n(rx * 0.82)}" ry="${n(ry * 0.5)}" fill="#2A170B" opacity="${n(strength)}" filter="${sheet.blur(Math.max(2, Math.round(ry * 0.3)))}"/>`
  )
}

/**
 * A body with weight: gradient from the light, warm bounce from below, a soft highlight. `box` is its bounding circle.
 * `turn` is by how many degrees the caller turns the whole piece: the light does not turn with it.
 */
export function body(
  sheet: Sheet,
  d: string,
  tones: readonly [light: string, base: string, dark: string],
  box: { cx: number; cy: number; rx: number; ry: number },
  options: { shine?: number; bounce?: string; inside?: string; turn?: number } = {},
): string {
  const { cx, cy, rx, ry } = box
  const { shine = 0.55, bounce = tones[0], inside = '', turn = 0 } = options
  const clip = sheet.clip(`<path d="${d}"/>`)
  const soft = (size: number) => sheet.blur(Math.max(1.5, Math.round(size * 2) / 2))
  const back = (-turn * Math.PI) / 180
  const lit = (x: number, y: number): Point => [
    x * Math.cos(back) - y * Math.sin(back),
    x * Math.sin(back) + y * Math.cos(back),
  ]
  const [gx, gy] = lit(-0.14, -0.22)
  const glow = (
    x: number,
    y: number,
    w: number,
    h: number,
    lean: number,
    fill: string,
    opacity: number,
    blur: number,
  ) => {
    const [dx, dy] = lit(x, y)
    const [px, py] = [cx + dx * rx, cy + dy * ry]
    return `<ellipse cx="${n(px)}" cy="${n(py)}" rx="${n(rx * w)}" ry="${n(ry * h)}" fill="${fill}" opacity="${n(opacity)}" filter="${soft(rx * blur)}" transform="rotate(${n(lean - turn)} ${n(px)} ${n(py)})"/>`
  }
  return (
    `<path d="${d}" fill="${sheet.radial(
      [
        [0, tones[0]],
        [0.48, tones[1]],
        [1, tones[2]],
      ],
      Number(n(0.5 + gx)),
      Number(n(0.5 + gy)),
    )}"/>` +
    `<g clip-path="${clip}">${inside}` +
    glow(0.5, 0.95, 0.62, 0.22, 0, bounce, 0.42, 0.12) +
    glow(-0.34, -0.46, 0.3, 0.2, -24, '#fff', shine, 0.1) +
    `</g>` +
    (shine > 0.3 ? glow(-0.4, -0.52, 0.1, 0.06, -28, '#fff', shine * 1.2, 0.02) : '')
  )
}
