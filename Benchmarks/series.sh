# Timing of commands in series, for the scripts that measure. Sourced; "work" names the folder the series are kept in.

now_ns() { date +%s%N; }
# measure SERIES COMMAND: one run, in microseconds, appended to the series
measure() {
  local start end
  start=$(now_ns)
  bash -c "$2" >/dev/null 2>&1 || { echo "bench: failed: $2" >&2; exit 1; }
  end=$(now_ns)
  echo $(((end - start) / 1000)) >>"$work/$1.series"
}
# stats SERIES: minimum and median in milliseconds
stats() { sort -n "$work/$1.series" | awk '{ v[NR] = $1 } END { printf "%.1f %.1f", v[1] / 1000, v[int((NR + 1) / 2)] / 1000 }'; }
# ratio RIVAL OURS: median of the ratios pair by pair
ratio() { paste "$work/$1.series" "$work/$2.series" | awk '{ print $1 / $2 }' | sort -n | awk '{ v[NR] = $1 } END { printf "%.2f", v[int((NR + 1) / 2)] }'; }
row() { # LABEL SERIES [RIVAL] [TARGET]
  read -r minimum median <<<"$(stats "$2")"
  printf '%-48s %10s %10s %9s %8s\n' "$1" "$minimum" "$median" "${3:+$(ratio "$3" "$2")}" "${4-}"
}
heading() { printf '%-48s %10s %10s %9s %8s\n' "$1" "min ms" "median ms" "ratio" "target"; }
# peak COMMAND: the most memory one of its processes had, in MiB
peak() { /usr/bin/time -f %M bash -c "$1" 2>&1 >/dev/null | tail -1 | awk '{ printf "%.0f", $1 / 1024 }'; }
