module example.org/main

go 1.19

require (
	example.org/beta v0.2.0
	example.org/delta v1.0.0
	example.org/gamma v0.0.0-20240102030405-0123456789ab
	example.org/inner v0.0.0
)

require example.org/alpha v1.0.0 // indirect

replace example.org/inner => ./inner

replace example.org/delta v1.0.0 => example.org/delta-fork v1.0.1

exclude example.org/alpha v1.1.0
