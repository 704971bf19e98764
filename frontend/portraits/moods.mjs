// Positions of features, head and shoulders for each mood. A mood has to be seen at 36 pixels, so each has a shape of its own in
// brows, lids, mouth and head at once; no feature leaves what a grown person's face does.

const rest = {
  tilt: 0, // head, degrees towards the person's own side
  drop: 0, // head, down
  shift: 0, // head, sideways
  turn: 0, // features, sideways: a slight turn of the head
  near: 1, // the whole person: nearer when more than 1
  shoulders: 0, // down
  brow: [0, 0], // inner end, outer end: down is positive
  arch: 1, // how much of the person's own arch is left
  knit: 0, // brows drawn together
  oneBrow: 0, // the brow on the person's own side, lifted when negative
  furrow: 0, // lines between the brows
  worry: 0, // lines across the forehead
  lid: 1, // upper lid: 1 as usual, less is lower
  lower: 1, // lower lid: less is raised
  eyeOuter: 0, // outer corner of the eye
  iris: 1, // size of the iris
  gaze: [0, 0],
  corner: 0, // corners of the mouth
  mid: 0, // middle of the mouth
  wide: 1,
  press: 1, // fullness of the lips
  part: 0, // lips apart
  teeth: 0, // whether teeth show between them
  smirk: 0, // one corner only
  cheek: 0, // lines beside the mouth
  under: 0, // lines under the eyes
};

export const moods = {
  calm: { ...rest, corner: -0.8, mid: 0.4, lid: 0.96 },
  guarded: {
    ...rest,
    tilt: -4,
    shift: -1.2,
    turn: -3.2,
    near: 0.95,
    shoulders: -0.8,
    brow: [1.6, 0.3],
    arch: 0.35,
    lid: 0.62,
    lower: 0.6,
    gaze: [1.8, 0.1],
    corner: 0.5,
    wide: 0.76,
    press: 0.5,
  },
  afraid: {
    ...rest,
    tilt: -2,
    drop: 1.4,
    turn: 0.8,
    near: 0.94,
    shoulders: -2.8,
    brow: [-3.2, -0.2],
    arch: 0.7,
    knit: 0.9,
    worry: 1,
    lid: 1.36,
    lower: 1.15,
    iris: 0.92,
    gaze: [0.5, 0.1],
    corner: 0.9,
    mid: -0.5,
    wide: 0.8,
    part: 1.5,
  },
  angry: {
    ...rest,
    drop: 2.2,
    near: 1.08,
    shoulders: -1.8,
    brow: [2.9, -0.9],
    arch: 0.3,
    knit: 0.9,
    furrow: 1,
    lid: 0.76,
    lower: 0.6,
    eyeOuter: -0.3,
    gaze: [0, -0.2],
    corner: 1.3,
    mid: -0.4,
    wide: 0.98,
    press: 0.45,
    cheek: 0.4,
  },
  sad: {
    ...rest,
    tilt: 5.5,
    drop: 3,
    shift: 0.6,
    turn: 1.2,
    near: 0.97,
    shoulders: 2.4,
    brow: [-2.7, 1.3],
    arch: 0.4,
    knit: 0.6,
    worry: 0,
    lid: 0.62,
    eyeOuter: 1.3,
    gaze: [0.6, 1.5],
    corner: 1.5,
    mid: -0.3,
    wide: 0.8,
  },
  tired: {
    ...rest,
    tilt: -5.5,
    drop: 3.2,
    shift: -0.8,
    near: 0.97,
    shoulders: 2.8,
    brow: [-0.4, 1.4],
    arch: 0.8,
    lid: 0.12,
    lower: 0.9,
    eyeOuter: 0.9,
    gaze: [0, 1.4],
    corner: 0.9,
    mid: 0,
    wide: 0.86,
    part: 0.5,
    under: 1.4,
  },
  wry: {
    ...rest,
    tilt: 6,
    turn: 1.6,
    brow: [0.9, 0.2],
    oneBrow: -3,
    lid: 0.74,
    lower: 0.7,
    gaze: [-1.3, 0],
    mid: 0.5,
    wide: 1.05,
    smirk: 3.2,
    cheek: 0.3,
  },
  warm: {
    ...rest,
    tilt: -3.5,
    near: 1.04,
    brow: [-1.8, -0.6],
    arch: 1.4,
    lid: 0.86,
    lower: 0.05,
    corner: -2.3,
    mid: 1,
    wide: 1.2,
    press: 0.8,
    part: 1.3,
    teeth: 1,
    cheek: 0.8,
  },
};
