using LogitLens.Downloads;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Downloads;

public sealed class FileLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_second_gets_the_lock_when_the_first_lets_go()
    {
        FileLock first = await FileLock.AcquireAsync(_folder.File("locks/a.lock"));
        int waits = 0;
        Task<FileLock> second = FileLock.AcquireAsync(_folder.File("locks/a.lock"), () => waits++);
        await Task.Delay(250);
        Assert.False(second.IsCompleted);
        Assert.Equal(1, waits);

        first.Dispose();

        (await second).Dispose();
    }

    [Fact]
    public async Task Waiting_can_be_cancelled()
    {
        using FileLock held = await FileLock.AcquireAsync(_folder.File("a.lock"));
        using CancellationTokenSource cancellation = new(50);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FileLock.AcquireAsync(_folder.File("a.lock"), cancellation: cancellation.Token));
    }

    [Fact]
    public async Task An_error_that_is_not_another_holder_is_an_error() =>
        await Assert.ThrowsAnyAsync<Exception>(() => FileLock.AcquireAsync(_folder.Path));

    [Theory]
    [InlineData(11, true)]
    [InlineData(35, true)]
    [InlineData(unchecked((int)0x80070020), true)]
    [InlineData(28, false)]
    [InlineData(13, false)]
    public void A_file_held_by_another_is_known_by_each_systems_code(int code, bool held) =>
        Assert.Equal(held, FileLock.IsHeldByAnother(new IOException("refused", code)));
}
