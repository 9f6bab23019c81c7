using LogitLens.Engine;

namespace LogitLens.Torch.Tests.Engine;

public sealed class BlasKernelTests
{
    [Fact]
    public void An_environment_that_pins_an_AVX2_kernel_on_an_AVX512_processor_is_told() => Assert.Equal(
        "OPENBLAS_CORETYPE=Haswell keeps OpenBLAS on its Haswell kernel though this processor has AVX-512; --blas-kernel auto is likely to be faster.",
        BlasKernel.Notice("inherit", inherited: "Haswell", running: "Haswell", avx512: true));

    [Theory]
    [InlineData("inherit", null, "Haswell", true)]
    [InlineData("inherit", "Haswell", "Haswell", false)]
    [InlineData("inherit", "SkylakeX", "SkylakeX", true)]
    [InlineData("inherit", "Haswell", null, true)]
    [InlineData("auto", "Haswell", "SkylakeX", true)]
    [InlineData("Haswell", "SkylakeX", "Haswell", true)]
    public void Nothing_is_told_where_nothing_is_held_back(string request, string? inherited, string? running, bool avx512) =>
        Assert.Null(BlasKernel.Notice(request, inherited, running, avx512));
}
