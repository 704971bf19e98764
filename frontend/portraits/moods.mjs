// Positions of facial features for each mood. The numbers are small, so that a change of mood looks natural.

const rest = {
  tilt: 0, // head, degrees towards the person's own side
  drop: 0, // head, down
  turn: 0, // features, sideways: a slight turn of the head
  brow: [0, 0], // inner end, outer end: down is positive
  arch: 1, // how much of the person's own arch is left
  knit: 0, // brows drawn together
  oneBrow: 0, // the brow on the person's own side, lifted when negative
  furrow: 0, // lines between the brows
  lid: 1, // upper lid: 1 as usual, less is lower
  lower: 1, // lower lid: less is raised
  eyeOuter: 0, // outer corner of the eye
  gaze: [0, 0],
  corner: 0, // corners of the mouth
  mid: 0, // middle of the mouth
  wide: 1,
  press: 1, // fullness of the lips
  part: 0, // lips apart
  smirk: 0, // one corner only
  cheek: 0, // lines beside the mouth
  under: 0, // lines under the eyes
};

export const moods = {
  calm: { ...rest, corner: -0.6, mid: 0.3 },
  guarded: {
    ...rest,
    tilt: -2,
    turn: -1.6,
    brow: [1, 0.2],
    arch: 0.6,
    lid: 0.76,
    lower: 0.75,
    gaze: [1.3, 0.1],
    corner: 0.2,
    wide: 0.88,
    press: 0.7,
  },
  afraid: {
    ...rest,
    tilt: -1,
    drop: 1,
    turn: 0.6,
    brow: [-2.6, -0.4],
    arch: 0.8,
    knit: 0.7,
    lid: 1.3,
    lower: 1.1,
    gaze: [0.4, 0.2],
    corner: 0.6,
    mid: -0.2,
    wide: 0.86,
    part: 0.8,
  },
  angry: {
    ...rest,
    drop: 0.6,
    brow: [2.2, -0.1],
    arch: 0.5,
    knit: 0.8,
    furrow: 1,
    lid: 0.84,
    lower: 0.75,
    corner: 0.9,
    mid: -0.3,
    wide: 0.94,
    press: 0.62,
  },
  sad: {
    ...rest,
    tilt: 3,
    drop: 1.6,
    turn: 0.6,
    brow: [-1.9, 0.7],
    arch: 0.5,
    knit: 0.3,
    lid: 0.76,
    eyeOuter: 0.6,
    gaze: [0.4, 1],
    corner: 0.9,
    mid: -0.2,
    wide: 0.86,
  },
  tired: {
    ...rest,
    tilt: -3,
    drop: 1.8,
    brow: [-0.5, 0.7],
    arch: 0.9,
    lid: 0.4,
    eyeOuter: 0.5,
    gaze: [0, 0.8],
    corner: 0.4,
    wide: 0.9,
    under: 0.9,
  },
  wry: {
    ...rest,
    tilt: 3,
    turn: 0.8,
    brow: [0.3, 0],
    oneBrow: -1.9,
    lid: 0.88,
    lower: 0.85,
    gaze: [-0.8, 0],
    mid: 0.4,
    smirk: 2,
  },
  warm: {
    ...rest,
    tilt: 2,
    brow: [-1, 0],
    arch: 1.2,
    lid: 0.9,
    lower: 0.4,
    corner: -1.6,
    mid: 0.9,
    wide: 1.15,
    press: 0.9,
    cheek: 0.6,
  },
};
