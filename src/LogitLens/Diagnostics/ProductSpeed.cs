using LogitLens.Engine;
using LogitLens.Experiments;
using LogitLens.Options;

namespace LogitLens.Diagnostics;

/// <summary>How fast square matrices are multiplied in one number format.</summary>
/// <param name="DType">The format.</param>
/// <param name="Size">Rows and columns.</param>
/// <param name="Rate">Floating-point operations a second, by the best of several products.</param>
/// <param name="ShareOfPeak">Of what the same threads reach in float32 that do nothing but multiply and add; null where that is not known, as on a GPU.</param>
public sealed record ProductSpeed(DType DType, int Size, double Rate, double? ShareOfPeak)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(400);

    /// <summary>Times float32, and bf16 where the device multiplies it.</summary>
    public static IReadOnlyList<ProductSpeed> Measure(Device device, int threads)
    {
        bool isCuda = device.type == DeviceType.CUDA;
        int size = isCuda ? 8192 : 1024;
        double? peak = isCuda ? null : ArithmeticPeak.Measure(threads, s_patience);
        return
        [
            .. ((DType[])[DType.Float32, DType.BFloat16]).Where(type => MatrixProducts.AreThere(ModelSource.TypeOf(type), device)).Select(type =>
            {
                double rate = MatrixProducts.Rate(ModelSource.TypeOf(type), size, device, s_patience);
                return new ProductSpeed(type, size, rate, type == DType.Float32 ? rate / peak : null);
            }),
        ];
    }
}
