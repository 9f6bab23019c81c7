using System.Runtime.InteropServices;

namespace TorchSharp.Utils;

/// <summary>Typed reading of a tensor's values in row-major order.</summary>
public sealed class TensorAccessor<T>
    where T : unmanaged
{
    private readonly torch.Tensor _tensor;

    internal TensorAccessor(torch.Tensor tensor) => _tensor = tensor;

    public long Count => _tensor.numel();

    public T[] ToArray()
    {
        T[] values = new T[Count];
        if (values.Length > 0 || _tensor.ndim >= 2)
        {
            CopyTo(values);
        }

        return values;
    }

    /// <summary>Copies from an element of the tensor on, as far as the array reaches. As in TorchSharp, an empty tensor has no element to begin with.</summary>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tensorIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tensorIndex, Count);
        using torch.Tensor local = _tensor.contiguous();
        Span<T> values = MemoryMarshal.Cast<byte, T>(local.bytes)[(int)tensorIndex..], free = array[arrayIndex..];
        values[..Math.Min(values.Length, free.Length)].CopyTo(free);
    }
}
