using System.Diagnostics;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace LogitLens.Engine;

/// <summary>Which number formats can be multiplied here, and how fast: some builds of libtorch store half precision on the CPU, and multiply none.</summary>
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

    /// <summary>How fast square matrices of a type are multiplied: floating-point operations a second, by the best of several products.</summary>
    /// <param name="type">The type.</param>
    /// <param name="size">Rows and columns.</param>
    /// <param name="device">The device.</param>
    /// <param name="patience">How long to go on trying.</param>
    public static double Rate(ScalarType type, int size, Device device, TimeSpan patience)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        Tensor left = full([size, size], 0.5, type, device), right = full([size, size], 0.25, type, device);
        double best = double.PositiveInfinity;
        Once();
        Stopwatch all = Stopwatch.StartNew();
        for (int done = 0; done < 3 || all.Elapsed < patience; done++)
        {
            best = Math.Min(best, Once());
            if (all.Elapsed > 4 * patience)
            {
                break;
            }
        }

        return 2.0 * size * size * size / best;

        // Reading one value waits for a GPU.
        double Once()
        {
            using DisposeScope own = NewDisposeScope();
            Stopwatch clock = Stopwatch.StartNew();
            _ = left.mm(right).narrow(0, 0, 1).narrow(1, 0, 1).to(ScalarType.Float32).item<float>();
            return clock.Elapsed.TotalSeconds;
        }
    }

    /// <summary>ATen's words where a kernel does not exist for a type: <c>"addmm_impl_cpu_" not implemented for 'Half'</c>.</summary>
    internal static bool IsMissing(string message) => message.Contains("not implemented for '", StringComparison.Ordinal);
}
