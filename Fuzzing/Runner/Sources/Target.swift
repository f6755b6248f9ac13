// What Scripts/fuzz runs on every input.
import Entry
import FuzzChecks
import Glibc

private let check: FuzzCheck = {
  if let check = getenv("LOCKSTEP_FUZZ_TARGET").flatMap({ FuzzCheck(rawValue: String(cString: $0)) }) { return check }
  print("LOCKSTEP_FUZZ_TARGET is one of \(FuzzCheck.allCases.map(\.rawValue).joined(separator: ", "))")
  exit(2)
}()

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ data: UnsafePointer<UInt8>, _ size: Int) -> Int32 {
  do {
    try check.run(Array(UnsafeBufferPointer(start: data, count: size)))
  } catch {
    print("contradiction: \(error)")
    fflush(nil)
    abort()
  }
  return 0
}
