import { leaf } from './fruit.ts'
import { around, body, moved, n, repeat, type Sheet, smooth } from './sheet.ts'

/** A bamboo shoot in its sheaths, foot at (0, 0), tip upwards. */
export function shoot(sheet: Sheet, w: number, h: number, turn = 0, bend = 0.12): string {
  const spine = (t: number) => bend * w * Math.sin(t * Math.PI * 0.9) * 2
  const half = (t: number) => (w / 2) * (1 - t) ** 0.62 * (t < 0.14 ? 0.8 + t * 1.45 : 1)
  const steps = 12
  const side = (s: number) =>
    Array.from(
      { length: steps + 1 },
      (_, i) => [spine(i / steps) + s * half(i / steps), -h * (i / steps)] as const,
    )
  const outline = smooth([...side(-1), ...side(1).toReversed().slice(1)])
  const clip = sheet.clip(`<path d="${outline}"/>`)
  const rows = 7
  const sheaths = repeat(rows, (i) => {
    const t = 0.06 + (i / rows) * 0.86
    const up = Math.min(1.02, t + 0.3)
    const flip = i % 2 ? 1 : -1
    const tipX = spine(up) + flip * half(up) * 0.2
    const l = spine(t) - half(t) * 1.1
    const r = spine(t) + half(t) * 1.1
    const low = -h * (t - 0.1)
    const d = `M${n(l)} ${n(low)}C${n(l)} ${n(-h * (t + 0.1))} ${n(tipX - half(t) * 0.3)} ${n(-h * (up - 0.06))} ${n(tipX)} ${n(-h * up)}C${n(tipX + half(t) * 0.3)} ${n(-h * (up - 0.06))} ${n(r)} ${n(-h * (t + 0.1))} ${n(r)} ${n(low)}Q${n(spine(t))} ${n(low + h * 0.09)} ${n(l)} ${n(low)}Z`
    const hair = repeat(9, (k) => {
      const x = l + ((r - l) * (k + 0.7)) / 10
      return `<path d="M${n(x)} ${n(low - 2)}Q${n((x * 2 + tipX) / 3)} ${n((low * 2 - h * up) / 3)} ${n((x + tipX * 2) / 3)} ${n((low - h * up * 2) / 3)}" stroke="${k % 2 ? '#F3D9A0' : '#4A2C10'}" stroke-width="1.1" opacity=".32" fill="none"/>`
    })
    return `<path d="${d}" fill="#2A1606" opacity=".35" transform="translate(3 -4)" filter="${sheet.blur(3)}"/><path d="${d}" fill="${sheet.linear(
      i % 2
        ? [
            [0, '#7C8240'],
            [0.25, '#B08A4C'],
            [1, '#7A4E22'],
          ]
        : [
            [0, '#6E4A52'],
            [0.22, '#B98A4A'],
            [1, '#85582A'],
          ],
    )}"/>${hair}<path d="M${n(l)} ${n(low)}Q${n(spine(t))} ${n(low + h * 0.09)} ${n(r)} ${n(low)}" stroke="#EBC98A" stroke-width="2.4" opacity=".6" fill="none"/>`
  })
  const light = `<rect x="${n(-w)}" y="${n(-h * 1.1)}" width="${n(w * 2)}" height="${n(h * 1.2)}" fill="${sheet.linear(
    [
      [0, '#FFE9BE', 0.3],
      [0.35, '#FFE9BE', 0.04],
      [0.62, '#1E0E02', 0.1],
      [1, '#1E0E02', 0.58],
    ],
    0.2,
    0,
    0.8,
    0,
  )}"/>`
  const foot = `<ellipse cx="0" cy="${n(-h * 0.015)}" rx="${n(half(0) * 0.96)}" ry="${n(w * 0.12)}" fill="${sheet.radial(
    [
      [0, '#FBF0D0'],
      [0.7, '#EAD6A0'],
      [1, '#C7A562'],
    ],
    0.5,
    0.5,
    0.5,
  )}"/>${repeat(12, (i) => `<circle cx="${n(Math.cos(i * 0.52) * half(0) * 0.86)}" cy="${n(-h * 0.015 + Math.sin(i * 0.52) * w * 0.1)}" r="2.2" fill="#B0714A"/>`)}`
  return `<g transform="rotate(${n(turn)})"><path d="${outline}" fill="${sheet.linear([
    [0, '#6B5A2A'],
    [1, '#A9793E'],
  ])}"/><g clip-path="${clip}">${sheaths}${light}</g>${foot}</g>`
}

/** A shoot without its sheaths, cut at the foot. */
export function peeledShoot(sheet: Sheet, w: number, h: number, turn = 0): string {
  const half = (t: number) => (w / 2) * (1 - t) ** 0.6
  const side = (s: number) => Array.from({ length: 10 }, (_, i) => [s * half(i / 9), -h * (i / 9)] as const)
  const outline = smooth([...side(-1), ...side(1).toReversed().slice(1)])
  const rings = repeat(9, (i) => {
    const t = 0.04 + i * 0.085
    return `<path d="M${n(-half(t))} ${n(-h * t)}Q0 ${n(-h * t + w * 0.16)} ${n(half(t))} ${n(-h * t)}" stroke="#CDB06E" stroke-width="2.4" fill="none" opacity=".65"/>`
  })
  const shape = body(
    sheet,
    outline,
    ['#FFFBEA', '#F6E7B8', '#C9A65C'],
    { cx: 0, cy: -h * 0.4, rx: w / 2, ry: h / 2 },
    { inside: rings, shine: 0.5, bounce: '#FFF4CF' },
  )
  const chambers = repeat(
    5,
    (i) =>
      `<ellipse cx="${n((i - 2) * w * 0.15)}" cy="${n(((i % 2) - 0.5) * w * 0.05)}" rx="${n(w * 0.055)}" ry="${n(w * 0.022)}" fill="#D9BE80"/>`,
  )
  return `<g transform="rotate(${n(turn)})">${shape}<ellipse rx="${n(half(0) * 0.98)}" ry="${n(w * 0.14)}" fill="#FFF8E0"/><ellipse rx="${n(half(0) * 0.8)}" ry="${n(w * 0.1)}" fill="#F6E9C2"/>${chambers}</g>`
}

/** A sweet potato; it lies along the x axis. */
export function sweetPotato(sheet: Sheet, long: number, w: number, turn = 0): string {
  const outline = smooth([
    [-long / 2, w * 0.06],
    [-long * 0.36, -w * 0.3],
    [-long * 0.1, -w * 0.5],
    [long * 0.16, -w * 0.48],
    [long * 0.36, -w * 0.26],
    [long / 2, -w * 0.02],
    [long * 0.36, w * 0.26],
    [long * 0.12, w * 0.48],
    [-long * 0.14, w * 0.5],
    [-long * 0.38, w * 0.32],
  ])
  const eyes = repeat(7, () => {
    const x = sheet.between(-0.38, 0.38) * long
    const y = sheet.between(-0.34, 0.34) * w
    return `<path d="M${n(x)} ${n(y)}q${n(long * 0.03)} ${n(w * 0.06)} ${n(long * 0.06)} 0" stroke="#5E1730" stroke-width="2" fill="none" opacity=".38" stroke-linecap="round"/>`
  })
  const earth = repeat(
    8,
    () =>
      `<ellipse cx="${n(sheet.between(-0.4, 0.4) * long)}" cy="${n(sheet.between(-0.1, 0.45) * w)}" rx="${n(sheet.between(6, 18))}" ry="${n(sheet.between(3, 7))}" fill="#A97848" opacity=".28" filter="${sheet.blur(3)}"/>`,
  )
  const roots = `<path d="M${n(-long / 2)} ${n(w * 0.06)}q${n(-long * 0.06)} ${n(-w * 0.05)} ${n(-long * 0.1)} ${n(w * 0.08)}M${n(long / 2)} ${n(-w * 0.02)}q${n(long * 0.06)} ${n(w * 0.02)} ${n(long * 0.11)} ${n(-w * 0.1)}" stroke="#7A2A40" stroke-width="4" fill="none" stroke-linecap="round"/>`
  const shape = body(
    sheet,
    outline,
    ['#E58A93', '#B34460', '#621A34'],
    { cx: 0, cy: 0, rx: long / 2, ry: w / 2 },
    { inside: eyes + earth, shine: 0.34, bounce: '#E9A0A0' },
  )
  const shade = `<path d="${outline}" transform="translate(4 7)" fill="#2E0A16" opacity=".42" filter="${sheet.blur(6)}"/>`
  return `<g transform="rotate(${n(turn)})">${shade}${roots}${shape}</g>`
}

/** Half of a roasted sweet potato, its flesh towards us. */
export function roastedHalf(sheet: Sheet, long: number, w: number, turn = 0): string {
  const skin = smooth(around(16, 0, w * 0.12, (a) => [(long / 2) * (1 - 0.05 * Math.cos(2 * a)), w * 0.5]))
  const flesh = smooth(
    around(16, 0, -w * 0.02, (a, i) => [
      (long / 2) * (0.93 + (i % 3 ? 0 : 0.02)),
      w * (0.38 + (i % 2 ? 0.02 : -0.01) + 0.01 * Math.sin(a)),
    ]),
  )
  const fibres = repeat(26, () => {
    const x = sheet.between(-0.4, 0.34) * long
    const y = sheet.between(-0.26, 0.22) * w
    return `<path d="M${n(x)} ${n(y)}q${n(long * 0.04)} ${n(sheet.between(-3, 3))} ${n(long * sheet.between(0.05, 0.12))} 0" stroke="${sheet.pick(['#FFD27A', '#E57A12', '#FFE6AE'])}" stroke-width="${n(sheet.between(2, 4))}" fill="none" stroke-linecap="round" opacity=".7"/>`
  })
  return `<g transform="rotate(${n(turn)})"><path d="${skin}" fill="${sheet.linear([
    [0, '#8A4030'],
    [1, '#3E1512'],
  ])}"/>${body(sheet, flesh, ['#FFC55E', '#F2941F', '#C9640E'], { cx: 0, cy: 0, rx: long / 2, ry: w * 0.4 }, { inside: fibres, shine: 0.5, bounce: '#FFD27A' })}</g>`
}

/** A heap of Sichuan pepper in an ellipse: split red husks, here and there a black seed. */
export function peppercorns(
  sheet: Sheet,
  cx: number,
  cy: number,
  rx: number,
  ry: number,
  count: number,
  size: number,
): string {
  const corns = Array.from({ length: count }, () => {
    const a = sheet.between(0, Math.PI * 2)
    const d = Math.sqrt(sheet.between(0, 1))
    const lift = (1 - d * d) * ry * 0.75
    return {
      x: cx + Math.cos(a) * d * rx,
      y: cy + Math.sin(a) * d * ry - lift,
      r: size * sheet.between(0.8, 1.2),
      turn: sheet.between(0, 360),
    }
  }).sort((a, b) => a.y - b.y)
  const bed = `<ellipse cx="${n(cx)}" cy="${n(cy - ry * 0.16)}" rx="${n(rx * 0.97)}" ry="${n(ry * 0.98)}" fill="#4E0A09"/>`
  return (
    (count > 100 ? bed : '') +
    corns
      .map(({ x, y, r, turn }) => {
        const tones = sheet.pick([
          ['#E8755C', '#B5301F', '#5E0F0C'],
          ['#D9604A', '#9C2419', '#4E0A09'],
          ['#EE9278', '#C4452E', '#701710'],
        ] as const)
        const inside = sheet.between(0, 1)
        const slit =
          inside < 0.5
            ? `<ellipse rx="${n(r * 0.62)}" ry="${n(r * 0.34)}" fill="#F0D3A8"/><ellipse rx="${n(r * 0.5)}" ry="${n(r * 0.22)}" fill="#9C6B3E"/>${inside < 0.16 ? `<circle r="${n(r * 0.3)}" fill="#17110E"/><circle cx="${n(-r * 0.1)}" cy="${n(-r * 0.1)}" r="${n(r * 0.08)}" fill="#fff" opacity=".8"/>` : ''}`
            : ''
        const bumps = repeat(
          4,
          () =>
            `<circle cx="${n(sheet.between(-0.6, 0.6) * r)}" cy="${n(sheet.between(-0.6, 0.6) * r)}" r="${n(r * 0.12)}" fill="${tones[2]}" opacity=".45"/>`,
        )
        return `<g transform="translate(${n(x)} ${n(y)}) rotate(${n(turn)})"><circle cx="${n(r * 0.12)}" cy="${n(r * 0.22)}" r="${n(r)}" fill="#2A0604" opacity=".35"/><circle r="${n(r)}" fill="${sheet.radial(
          [
            [0, tones[0]],
            [0.5, tones[1]],
            [1, tones[2]],
          ],
          0.4,
          0.35,
          0.75,
        )}"/>${bumps}${slit}</g>`
      })
      .join('')
  )
}

/** A twig of the pepper bush: feathered leaves and clusters of fresh berries. */
export function pepperTwig(sheet: Sheet, long: number, turn = 0): string {
  const leaves = repeat(6, (i) => {
    const x = long * (0.12 + i * 0.14)
    const y = -Math.sin((x / long) * Math.PI) * long * 0.1
    return (
      moved(x, y, leaf(sheet, long * 0.26, -62 + i * 4)) +
      moved(x + long * 0.03, y, leaf(sheet, long * 0.24, 58 - i * 4))
    )
  })
  const cluster = (x: number, y: number) =>
    repeat(15, () => {
      const a = sheet.between(0, Math.PI * 2)
      const d = Math.sqrt(sheet.between(0, 1)) * long * 0.085
      return `<circle cx="${n(x + Math.cos(a) * d)}" cy="${n(y + Math.sin(a) * d)}" r="${n(long * 0.031)}" fill="${sheet.radial(
        [
          [0, '#FF9E86'],
          [0.5, '#D03A28'],
          [1, '#7A120E'],
        ],
        0.36,
        0.3,
        0.8,
      )}"/>`
    })
  return `<g transform="rotate(${n(turn)})"><path d="M0 0Q${n(long * 0.5)} ${n(-long * 0.18)} ${n(long)} ${n(-long * 0.02)}" stroke="#7A5A34" stroke-width="${n(long * 0.022)}" fill="none" stroke-linecap="round"/>${leaves}${cluster(long * 0.34, -long * 0.02)}${cluster(long * 0.6, -long * 0.14)}${cluster(long * 0.82, 0)}</g>`
}

/** Twisted black tea leaves in an ellipse, with golden tips. */
export function teaLeaves(
  sheet: Sheet,
  cx: number,
  cy: number,
  rx: number,
  ry: number,
  count: number,
): string {
  return repeat(count, () => {
    const a = sheet.between(0, Math.PI * 2)
    const d = Math.sqrt(sheet.between(0, 1))
    const x = cx + Math.cos(a) * d * rx
    const y = cy + Math.sin(a) * d * ry - (1 - d * d) * ry * 0.8
    const turn = sheet.between(0, Math.PI)
    const long = sheet.between(12, 26)
    return `<path d="M${n(x)} ${n(y)}q${n(Math.cos(turn) * long * 0.5 + sheet.between(-5, 5))} ${n(Math.sin(turn) * long * 0.3 + sheet.between(-6, 6))} ${n(Math.cos(turn) * long)} ${n(Math.sin(turn) * long * 0.5)}" stroke="${sheet.pick(['#2B1A12', '#3A241A', '#1E120C', '#4A2E20', '#2B1A12', '#B5803A'])}" stroke-width="${n(sheet.between(2.4, 4.6))}" fill="none" stroke-linecap="round"/>`
  })
}
