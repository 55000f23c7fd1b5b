import { LOOP_SECONDS, loopScenes, SCENE_SECONDS } from '../../prisma/demo/loop.ts'
import { sceneMark } from '../../prisma/demo/scene-mark.ts'
import { wisp } from './draw/tea.ts'
import { HELD, STEAM, sleeve } from './stage.ts'

/** One attribute of one element of the stage. */
export type Setting = readonly [id: string, attribute: string, value: string]

const f = (value: number) => value.toFixed(3)

/** A swing with a whole number of turns in the loop, so that its end meets its beginning. */
const swing = (t: number, turns: number, phase = 0) =>
  Math.sin((2 * Math.PI * turns * t) / LOOP_SECONDS + phase)

const ease = (from: number, to: number, at: number) => {
  const x = Math.max(0, Math.min(1, (at - from) / (to - from)))
  return x * x * (3 - 2 * x)
}

/** How far below its place what is held is, in pixels: up from behind the counter at first, down again at last. */
function below(s: number): number {
  const up = Math.min(1, s / 0.8)
  const back = 1 + 2.2 * (up - 1) ** 3 + 1.2 * (up - 1) ** 2
  const down = Math.max(0, (s - 7.35) / 0.65) ** 3
  return 420 * (1 - back) + 420 * down
}

/** Words come in phrases; within them the lips take a new place seven times a second. */
function lips(t: number, s: number): number {
  if (s < 0.9 || (s > 3.3 && s < 4.1) || s > 7) return 0
  const syllable = Math.floor(t * 7)
  const x = Math.sin(syllable * 12.9898 + 4.1) * 43758.5453
  const chance = x - Math.floor(x)
  return chance < 0.3 ? 0 : chance < 0.7 ? 1 : 2
}

/** Eyelids: fifteen blinks in the loop, at uneven moments. */
function lids(t: number): number {
  const since = (t % 3.2) - (1.2 + 0.7 * swing(Math.floor(t / 3.2) * 3.2, 7))
  return Math.abs(since) < 0.05 ? 2 : Math.abs(since) < 0.11 ? 1 : 0
}

const only = (name: string, count: number, shown: number): Setting[] =>
  Array.from(
    { length: count },
    (_, i) => [`${name}${i}`, 'display', i === shown ? 'inline' : 'none'] as const,
  )

/**
 * Where everything on the stage is at a second of the loop. Pure, so that a frame can be made again alone.
 * Drawn "on twos", as cartoons are: a new pose every second frame, which costs a quarter fewer bits.
 */
export function poseAt(seconds: number): Setting[] {
  const t = Math.floor(seconds * 12.5 + 1e-6) / 12.5
  const scene = Math.floor(t / SCENE_SECONDS) % loopScenes.length
  const s = t % SCENE_SECONDS
  const near = ease(1.9, 2.6, s) - ease(4.6, 5.4, s)
  const size = 1 + near * 0.07
  const tilt = (swing(t, 12) * 1.6 + near * 1.2) * ease(0.6, 1.2, s) * (1 - ease(6.9, 7.4, s))
  const x = HELD.x + swing(t, 6) * 3
  const y = HELD.y + below(s) - near * 16 + swing(t, 18) * 2.5
  const [handX, handY] = HANDS[scene] ?? [134, 8]
  const arm = (side: number) => {
    const a = (tilt * Math.PI) / 180
    const [hx, hy] = [side * handX * size, handY * size]
    return sleeve(side, x + hx * Math.cos(a) - hy * Math.sin(a), y + hx * Math.sin(a) + hy * Math.cos(a))
  }
  const flip = Math.max(0.03, ease(0, 0.36, s) - ease(SCENE_SECONDS - 0.3, SCENE_SECONDS, s))
  const nod = swing(t, 12, 0.6) * 1.4 + near * 2 + lips(t, s) * 0.25
  const colours = sceneMark.colours[scene] ?? []
  const around = t * Math.PI * 2
  return [
    ...only('held', loopScenes.length, scene),
    ...only('board', loopScenes.length, scene),
    ...only('talk', 3, lips(t, s)),
    ...only('lids', 3, lids(t)),
    ['held', 'transform', `translate(${f(x)} ${f(y)}) rotate(${f(tilt)}) scale(${f(size)})`],
    ['armL', 'd', arm(-1)],
    ['armR', 'd', arm(1)],
    ['armLightL', 'd', arm(-1)],
    ['armLightR', 'd', arm(1)],
    ['board', 'transform', `translate(270 177) rotate(${f(swing(t, 12, 1) * 0.5)}) scale(${f(flip)} 1)`],
    ['host', 'transform', `translate(0 ${f(swing(t, 12) * 1.2)})`],
    [
      'head',
      'transform',
      `translate(0 ${f(ease(7.2, 7.7, s) * 5 - ease(0, 0.5, s) * 5 + 5)}) rotate(${f(nod)} 270 402)`,
    ],
    ['lanternL', 'transform', `translate(82 112) rotate(${f(swing(t, 12, 0.4) * 3)})`],
    ['lanternR', 'transform', `translate(458 112) rotate(${f(swing(t, 12, 1.3) * 3)})`],
    ['tail', 'transform', `rotate(${f(swing(t, 16) * 7)} 48 -8)`],
    ['catHead', 'transform', `translate(0 ${f(swing(t, 12) * 1)})`],
    [
      'bee',
      'transform',
      `translate(${f(18 + Math.cos(around / 4) * 104)} ${f(-104 + Math.sin(around / 2) * 34)}) scale(${Math.sin(around / 4) > 0 ? 1 : -1} 1)`,
    ],
    ['wings', 'transform', `scale(1 ${f(0.75 + 0.25 * Math.sin(around * 11))})`],
    [
      'chick',
      'transform',
      `translate(68 ${f(-64 - (ease(2.6, 3.1, s) - ease(5.6, 6, s)) * 52)}) rotate(${f(swing(t, 36) * 8)})`,
    ],
    ...STEAM.flatMap(({ id, x: sx, y: sy, tall }, k) =>
      [0, 1, 2].map((i) => [`${id}${i}`, 'd', wisp(sx, sy, tall, i, t / 2 + k * 0.4)] as const),
    ),
    ...[0, 1, 2].flatMap((i): Setting[] => [
      [`mark${i}`, 'x', `${sceneMark.x + i * sceneMark.square}`],
      [`mark${i}`, 'y', `${sceneMark.y}`],
      [`mark${i}`, 'width', `${sceneMark.square}`],
      [`mark${i}`, 'height', `${sceneMark.square}`],
      [`mark${i}`, 'fill', `rgb(${(colours[i] ?? [0, 0, 0]).join(' ')})`],
    ]),
  ]
}

/** Where her hands are on each thing that she holds, as drawn in draw/offerings.ts. */
const HANDS: readonly (readonly [number, number])[] = [
  [134, 8],
  [134, 8],
  [108, 4],
  [134, 8],
  [128, -96],
  [138, 8],
]
