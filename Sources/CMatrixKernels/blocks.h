// Blocks of the matrix product. The depth decides where sums are cut, so it is the same for every instruction set;
// rows and columns only say what stays in which cache.
#define DEPTH_BLOCK 256
#define ROW_BLOCK 192
#define COLUMN_BLOCK 2048
// Of a product that threads share: small enough that one that is done early finds more to do, and not so small that
// packing them counts.
#define SHARED_ROW_BLOCK 96
#define SMALLEST_ROW_BLOCK 32
