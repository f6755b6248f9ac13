// The part of libdeflate that Lockstep uses: inflating a whole zlib stream whose size is known.
#include <libdeflate.h>
