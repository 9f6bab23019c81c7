namespace LogitLens.Checkpoints;

/// <summary>Where a tensor lies: its name, type and shape, and its bytes' place in a file.</summary>
/// <param name="Name">The name in the file, prefix included: <c>transformer.h.0.attn.c_attn.weight</c>.</param>
/// <param name="DType">The element type.</param>
/// <param name="Shape">The sizes, outermost first; empty for a scalar.</param>
/// <param name="File">The file that holds it.</param>
/// <param name="Offset">Where its first element starts in <paramref name="File"/>, in bytes.</param>
/// <param name="Strides">
/// Steps between elements along each dimension, in elements, for a tensor that does not lie row by row without gaps;
/// null for one that does.
/// </param>
public sealed record TensorEntry(
    string Name, CheckpointDType DType, long[] Shape, string File, long Offset, long[]? Strides = null)
{
    /// <summary>The number of elements: the product of <see cref="Shape"/>.</summary>
    public long ElementCount { get; } = CountElements(Shape);

    /// <summary>The size once laid out row by row: what <see cref="Checkpoint.CopyTo"/> delivers in all.</summary>
    public long ByteLength => ElementCount * DType.SizeInBytes();

    /// <summary>The shape as people write it: <c>[50257, 768]</c>.</summary>
    internal static string Describe(IEnumerable<long> shape) => "[" + string.Join(", ", shape) + "]";

    /// <summary>The product of the sizes; false where one is negative or the tensor would not fit into 2^63 bytes.</summary>
    internal static bool TryCountElements(IEnumerable<long> shape, CheckpointDType dtype, out long count)
    {
        Int128 product = 1;
        count = 0;
        foreach (long size in shape)
        {
            product *= size;
            if (size < 0 || product * dtype.SizeInBytes() > long.MaxValue)
            {
                return false;
            }
        }

        count = (long)product;
        return true;
    }

    private static long CountElements(long[] shape)
    {
        long count = 1;
        foreach (long size in shape)
        {
            count = checked(count * size);
        }

        return count;
    }
}
