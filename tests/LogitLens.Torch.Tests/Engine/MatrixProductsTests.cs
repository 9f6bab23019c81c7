using LogitLens.Engine;
using static TorchSharp.torch;

namespace LogitLens.Torch.Tests.Engine;

public sealed class MatrixProductsTests
{
    public MatrixProductsTests() => TorchEngine.Start();

    [Fact]
    public void Floats_multiply_and_truth_values_do_not()
    {
        Device cpu = new("cpu");

        Assert.True(MatrixProducts.AreThere(ScalarType.Float32, cpu));
        Assert.False(MatrixProducts.AreThere(ScalarType.Bool, cpu));
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void Products_have_a_rate(ScalarType type) =>
        Assert.InRange(MatrixProducts.Rate(type, 32, new Device("cpu"), TimeSpan.FromMilliseconds(1)), 1, 1e15);

    [Fact]
    public void A_device_that_fails_says_why_in_one_line()
    {
        Assert.SkipWhen(cuda.is_available(), "a GPU would answer");

        string message = Assert.Throws<InvalidOperationException>(() => MatrixProducts.AreThere(ScalarType.Float32, new Device("cuda:0"))).Message;
        Assert.StartsWith("cuda:0 cannot compute: ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"addmm_impl_cpu_\" not implemented for 'Half'", true)]
    [InlineData("CUDA out of memory. Tried to allocate 2.00 MiB", false)]
    [InlineData("mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)", false)]
    public void Only_a_missing_kernel_is_a_missing_type(string said, bool missing) => Assert.Equal(missing, MatrixProducts.IsMissing(said));
}
