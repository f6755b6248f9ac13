#pragma once

// SwiftPM gives the executable's entry this name and makes it `main`.
int locks_fuzz_main(int argc, char **argv);
