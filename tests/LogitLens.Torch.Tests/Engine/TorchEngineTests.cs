using LogitLens.Engine;

namespace LogitLens.Torch.Tests.Engine;

public sealed class TorchEngineTests
{
    [Fact]
    public void The_engine_says_what_computes()
    {
        EngineInfo info = TorchEngine.Start();

        Assert.Contains(info.Provider, new[] { "system", "nuget" });
        Assert.Matches(@"^\d+\.\d+", info.Libtorch);
        Assert.InRange(info.Threads, 1, Environment.ProcessorCount);
        Assert.NotEqual("", info.BlasKernel);
    }

    [Fact]
    public void The_number_of_threads_can_be_set_again()
    {
        Assert.Equal(1, TorchEngine.Start(threads: 1).Threads);
        Assert.Equal(Environment.ProcessorCount, TorchEngine.Start(threads: Environment.ProcessorCount).Threads);
    }

    [Fact]
    public void More_threads_than_processors_are_not_started_and_that_is_said()
    {
        EngineInfo info = TorchEngine.Start(threads: 4096);

        Assert.Equal(Environment.ProcessorCount, info.Threads);
        string processors = $"4096 threads were asked for, and this process has {Environment.ProcessorCount} processors: it uses as many threads";
        Assert.Contains(processors, info.Notices);
        Assert.DoesNotContain(processors, TorchEngine.Start().Notices);
    }

    [Fact]
    public void OpenBLAS_has_as_many_threads_as_libtorch()
    {
        try
        {
            TorchEngine.Start(threads: 1);
            Assert.SkipUnless(BlasKernel.Threads() is not null, "the loaded BLAS is not OpenBLAS");
            Assert.Equal(1, BlasKernel.Threads());
        }
        finally
        {
            TorchEngine.Start(threads: Environment.ProcessorCount);
        }

        Assert.Equal(Environment.ProcessorCount, BlasKernel.Threads());
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("3", 3)]
    [InlineData(" 4,2 ", 4)]
    [InlineData("0", null)]
    [InlineData("many", null)]
    public void Threads_are_those_of_OpenMPs_variable_where_it_says_a_number(string? variable, int? threads) =>
        Assert.Equal(threads, TorchEngine.Inherited(variable));

    [Fact]
    public void No_thread_at_all_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => TorchEngine.Start(threads: 0));
}
