import "@demo/words";
import "npm:old@0.9.0";
