#pragma once

// SwiftPM gives the executable's entry this name and makes it `main`.
int lockstep_fuzz_main(int argc, char **argv);
