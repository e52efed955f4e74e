// Blocks of the matrix product. The depth decides where sums are cut, so it is the same for every instruction set;
// rows and columns only say what stays in which cache.
#define DEPTH_BLOCK 256
#define ROW_BLOCK 96
#define COLUMN_BLOCK 2048
