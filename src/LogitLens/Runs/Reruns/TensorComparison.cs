using System.Runtime.InteropServices;
using LogitLens.Checkpoints;

namespace LogitLens.Runs;

/// <summary>Compares the tensors of two files, number by number.</summary>
internal static class TensorComparison
{
    // Bytes of a tensor that are looked at together; a multiple of every element's size.
    private const int Block = 1 << 20;

    /// <summary>Compares all tensors; those that one file does not have, or of another shape or type, count as a difference each.</summary>
    public static void Compare(Checkpoint first, Checkpoint second, ValueComparison values)
    {
        foreach (string name in first.Tensors.Keys.Union(second.Tensors.Keys).Order(StringComparer.Ordinal))
        {
            if (first.Tensors.GetValueOrDefault(name) is { } a && second.Tensors.GetValueOrDefault(name) is { } b
                && a.DType == b.DType && a.Shape.SequenceEqual(b.Shape))
            {
                Compare(first, a, second, b, values);
            }
            else
            {
                values.AddOther(() => $"{name}, which one of them does not have, or in another shape");
            }
        }
    }

    private static void Compare(Checkpoint first, TensorEntry a, Checkpoint second, TensorEntry b, ValueComparison values)
    {
        byte[] there = new byte[Math.Min(Block, a.ByteLength)], here = new byte[there.Length];
        for (long start = 0; start < a.ByteLength; start += Block)
        {
            int length = (int)Math.Min(Block, a.ByteLength - start);
            first.CopyTo(a, start, there.AsSpan(0, length));
            second.CopyTo(b, start, here.AsSpan(0, length));
            if (there.AsSpan(0, length).SequenceEqual(here.AsSpan(0, length)))
            {
                continue;
            }

            for (int at = 0; at < length; at += a.DType.SizeInBytes())
            {
                (double one, double other) = (Number(there, at, a.DType), Number(here, at, a.DType));
                values.Add(one, other, () => $"{a.Name}: {one:R} and {other:R}");
            }
        }
    }

    private static double Number(byte[] bytes, int at, CheckpointDType type) => type switch
    {
        CheckpointDType.F64 => Read<double>(bytes, at),
        CheckpointDType.F32 => Read<float>(bytes, at),
        CheckpointDType.F16 => (double)Read<Half>(bytes, at),
        CheckpointDType.BF16 => BitConverter.UInt32BitsToSingle((uint)Read<ushort>(bytes, at) << 16),
        CheckpointDType.I64 => Read<long>(bytes, at),
        CheckpointDType.I32 => Read<int>(bytes, at),
        CheckpointDType.I16 => Read<short>(bytes, at),
        CheckpointDType.I8 => Read<sbyte>(bytes, at),
        _ => bytes[at],
    };

    private static T Read<T>(byte[] bytes, int at)
        where T : struct => MemoryMarshal.Read<T>(bytes.AsSpan(at));
}
