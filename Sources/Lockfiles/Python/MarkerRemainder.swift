/// What remains of a marker when something about it is known.
enum MarkerRemainder {
  case always
  case never
  case open(MarkerTree)
}
