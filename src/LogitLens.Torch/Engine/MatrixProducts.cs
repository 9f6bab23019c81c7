using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace LogitLens.Engine;

/// <summary>Which number formats can be multiplied here: some builds of libtorch store half precision on the CPU, and do not multiply it.</summary>
public static class MatrixProducts
{
    /// <summary>Whether a device multiplies matrices of a type.</summary>
    /// <exception cref="InvalidOperationException">The device failed for another reason; the message is the engine's first line.</exception>
    public static bool AreThere(ScalarType type, Device device)
    {
        try
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor two = ones([2, 2], type, device);
            two.mm(two);
            return true;
        }
        catch (ExternalException e) when (IsMissing(e.Message))
        {
            return false;
        }
        catch (Exception e) when (e is ExternalException or InvalidOperationException)
        {
            throw new InvalidOperationException($"{device} cannot compute: {e.Message.Split('\n')[0].Trim()}", e);
        }
    }

    /// <summary>ATen's words where a kernel does not exist for a type: <c>"addmm_impl_cpu_" not implemented for 'Half'</c>.</summary>
    internal static bool IsMissing(string message) => message.Contains("not implemented for '", StringComparison.Ordinal);
}
