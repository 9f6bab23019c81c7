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
        CopyTo(values);
        return values;
    }

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        using torch.Tensor local = _tensor.contiguous();
        MemoryMarshal.Cast<byte, T>(local.bytes)[(int)tensorIndex..].CopyTo(array[arrayIndex..]);
    }
}
