using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    private static readonly Operator s_empty = new("aten::empty", "memory_format");
    private static readonly Operator s_zeros = new("aten::zeros");
    private static readonly Operator s_ones = new("aten::ones");
    private static readonly Operator s_full = new("aten::full");
    private static readonly Operator s_arange = new("aten::arange", "start_step");
    private static readonly Operator s_zerosLike = new("aten::zeros_like");
    private static readonly Operator s_emptyLike = new("aten::empty_like");
    private static readonly Operator s_randn = new("aten::randn");

    public static Tensor empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Finish(s_empty.Call(size, dtype, Argument.None, device), requires_grad, names);

    public static Tensor zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Finish(s_zeros.Call(size, dtype, Argument.None, device), requires_grad, names);

    public static Tensor ones(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Finish(s_ones.Call(size, dtype, Argument.None, device), requires_grad, names);

    public static Tensor full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Finish(s_full.Call(size, value, dtype ?? DefaultType(value), Argument.None, device), requires_grad, names);

    public static Tensor randn(
        long[] size, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        Finish(s_randn.Call(size, dtype, Argument.None, device), requires_grad, names);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Finish(s_arange.Call(start, stop, step, dtype, Argument.None, device), requires_grad, null);

    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Finish(s_zerosLike.Call(input, dtype, Argument.None, device), requires_grad, names);

    public static Tensor empty_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Finish(s_emptyLike.Call(input, dtype, Argument.None, device), requires_grad, names);

    public static Tensor tensor(float[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copied(rawArray.AsSpan(), [rawArray.Length], ScalarType.Float32, dtype, device, requires_grad, names);

    public static Tensor tensor(double[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copied(rawArray.AsSpan(), [rawArray.Length], ScalarType.Float64, dtype, device, requires_grad, names);

    public static Tensor tensor(long[] dataArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Copied(dataArray.AsSpan(), [dataArray.Length], ScalarType.Int64, dtype, device, requires_grad, names);

    public static Tensor tensor(
        float[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Copied(rawArray.AsSpan(), dimensions.ToArray(), ScalarType.Float32, dtype, device, requires_grad, names);

    public static Tensor tensor(
        double[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Copied(rawArray.AsSpan(), dimensions.ToArray(), ScalarType.Float64, dtype, device, requires_grad, names);

    public static Tensor tensor(
        long[] dataArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Copied(dataArray.AsSpan(), dimensions.ToArray(), ScalarType.Int64, dtype, device, requires_grad, names);

    public static Tensor tensor(
        bool[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null,
        bool requires_grad = false, string[]? names = null) =>
        Copied(rawArray.AsSpan(), dimensions.ToArray(), ScalarType.Bool, dtype, device, requires_grad, names);

    private static ScalarType DefaultType(Scalar value) => value.Type == ScalarType.Float64 ? ScalarType.Float32 : value.Type;

    private static Tensor Copied<T>(
        ReadOnlySpan<T> values, long[] size, ScalarType source, ScalarType? dtype, Device? device, bool requiresGrad, string[]? names)
        where T : unmanaged
    {
        long expected = size.Aggregate(1L, (product, extent) => product * extent);
        if (expected != values.Length)
        {
            throw new ArgumentException($"{values.Length} values do not fill a tensor of shape [{string.Join(", ", size)}]");
        }

        Tensor result = empty(size, source);
        MemoryMarshal.AsBytes(values).CopyTo(result.bytes);
        if (dtype is { } wanted && wanted != source)
        {
            result = result.to(wanted, disposeAfter: true);
        }

        if (device is { type: not DeviceType.CPU })
        {
            result = result.to(device, disposeAfter: true);
        }

        return Finish(result, requiresGrad, names);
    }

    private static Tensor Finish(Tensor made, bool requiresGrad, string[]? names)
    {
        if (names is not null)
        {
            throw new NotSupportedException("named dimensions are not supported");
        }

        if (requiresGrad)
        {
            made.requires_grad = true;
        }

        return made;
    }
}
